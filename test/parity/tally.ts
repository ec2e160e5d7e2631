import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { settle, type Disagreement, type Other } from './differences.ts';

const folder = join(import.meta.dirname, '../../.results/parity');

/** A line of the table in docs/parity.md: how many files were compared, and how many facts about them. */
export type Tally = { between: Other; what: string; files: number; facts: number };

/** Fails for every disagreement that no row explains, and for rows that explain none; leaves the count for the table. */
export function conclude(tally: Tally, found: Disagreement[]): void {
  const { unexplained, idle } = settle(tally.between, found);
  expect({ unexplained, idle }).toEqual({ unexplained: [], idle: [] });
  mkdirSync(folder, { recursive: true });
  const documented = new Set(found.map(({ file }) => file)).size;
  const name = `${tally.between} ${tally.what}`.replaceAll(/\W+/g, '-');
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...tally, documented }));
}

/** What is in one of two lists and not in the other, named by who has it. */
export function compare(
  file: string,
  { ours, theirs }: { ours: string[]; theirs: string[] },
): Disagreement[] {
  const only = (left: string[], right: string[]) => {
    const has = new Set(right);
    return left.filter((each) => !has.has(each));
  };
  return [
    ...only(ours, theirs).map((what) => ({ file, what: `only here: ${what}` })),
    ...only(theirs, ours).map((what) => ({ file, what: `only there: ${what}` })),
  ];
}
