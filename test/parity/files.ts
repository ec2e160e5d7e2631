import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Document } from '../../src/document.ts';
import { InputError } from '../../src/errors.ts';
import { kindOfName } from '../../src/kind.ts';
import { parseAny } from '../../src/read.ts';
import { cases } from '../cases.ts';
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
