import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import picomatch from 'picomatch';
import type { CorpusFile } from './corpus.ts';

/** Who else judges: the same rules elsewhere, BuildKit, the Pod Security Standards' own fixtures, and what ranges show. */
export type Other =
  'conftest parse' | 'conftest test' | 'opa' | 'gatekeeper' | 'buildkit' | 'pod security' | 'the text';

/** A row of differences.yaml, which says what the fields mean. */
export type Difference = {
  id: string;
  between: Other[];
  what: string;
  why: string;
  dockerfile?: string;
  manifest?: string;
  files?: string[];
  about?: string[];
};

/** One place where another judges differently: `what` is the finding or the fact that only one of both has. */
export type Disagreement = { file: string; what: string };

const differences = load(readFileSync(join(import.meta.dirname, 'differences.yaml'), 'utf8')) as Difference[];

/** The examples of the rows, as files named after them: all of them are compared like every other file. */
export function examples(kind: 'dockerfile' | 'manifest'): CorpusFile[] {
  return differences
    .filter((row) => row[kind] !== undefined)
    .map((row) => ({ name: exampleName(row), text: row[kind]! }));
}

/**
 * Sorts what was found into what a row explains and what is new; `idle` are the rows (each with its file pattern) that
 * explain nothing any more.
 */
export function settle(between: Other, found: Disagreement[]) {
  const rows = differences.filter((row) => row.between.includes(between));
  const patterns = rows.flatMap((row) =>
    [...(row.files ?? []), ...(exampleOf(row) ? [exampleName(row)] : [])].map((pattern) => ({
      name: `${row.id}: ${pattern}`,
      explains: explainer(row, pattern),
    })),
  );
  return {
    unexplained: found.filter((each) => !patterns.some(({ explains }) => explains(each))),
    idle: patterns.filter(({ explains }) => !found.some(explains)).map(({ name }) => name),
  };
}

function explainer({ about }: Difference, pattern: string) {
  const matches = picomatch(pattern, { dot: true });
  return ({ file, what }: Disagreement) =>
    matches(file) && (!about || about.some((word) => what.includes(word)));
}

const exampleOf = (row: Difference) => row.dockerfile ?? row.manifest;

const exampleName = (row: Difference) =>
  `differences/${row.id}${row.dockerfile === undefined ? '.yaml' : '.dockerfile'}`;
