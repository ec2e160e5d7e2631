import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Document } from '../../src/document.ts';
import { InputError } from '../../src/errors.ts';
import { kindOfName } from '../../src/kind.ts';
import { parseAny } from '../../src/read.ts';
import { cases } from '../cases.ts';
import type { Labelled } from '../engines.ts';
import { readCorpus, type CorpusFile } from './corpus.ts';
import { examples } from './differences.ts';

/** A file to compare, with what our reader makes of it. */
export type Subject = CorpusFile & ({ documents: Document[] } | { refusal: string });

/** The project's own examples and cases, those of the documented differences, and the corpus. */
export function texts(kind: 'dockerfile' | 'manifest'): CorpusFile[] {
  return [
    ...own(kind),
    ...cases.flatMap((each) => {
      const text = each[kind];
      return text === undefined
        ? []
        : [{ name: `cases/${each.id}.${kind === 'manifest' ? 'yaml' : kind}`, text }];
    }),
    ...examples(kind),
    ...readCorpus(kind),
  ];
}

export function subjects(kind: 'dockerfile' | 'manifest'): Subject[] {
  return texts(kind).map((file) => ({ ...file, ...read(file, kind) }));
}

function own(kind: 'dockerfile' | 'manifest'): CorpusFile[] {
  const root = join(import.meta.dirname, '../..');
  return ['examples', 'policies/rules'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter(({ name }) => kindOfName(name) === (kind === 'manifest' ? 'workload' : kind))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') })),
  );
}

function read({ name, text }: CorpusFile, kind: 'dockerfile' | 'manifest') {
  try {
    // In the corpus are names that only somebody who names the file outright would call a Dockerfile.
    return { documents: parseAny(text, kind === 'dockerfile' ? 'Dockerfile' : name) };
  } catch (error) {
    if (error instanceof InputError) return { refusal: error.message };
    throw error;
  }
}

/** The Kubernetes objects in an input: admission sees the items of a List one by one. */
export function objectsOf(input: unknown): Labelled[] {
  const { kind, items } = (input ?? {}) as { kind?: unknown; items?: unknown };
  const candidates = kind === 'List' && Array.isArray(items) ? (items as unknown[]) : [input];
  return candidates.filter(isObject);
}

/** Whether an API server would take it for an object at all; gator takes Gatekeeper's own for itself. */
function isObject(value: unknown): value is Labelled {
  const { apiVersion, kind, metadata } = (value ?? {}) as Record<string, unknown>;
  const named = [apiVersion, kind].every((each) => typeof each === 'string' && each !== '');
  return named && isMap(metadata) && !/\bgatekeeper\.sh\//.test(apiVersion as string);
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
