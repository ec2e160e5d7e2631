import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** A row of differences.yaml, which says what the fields mean. */
export type Difference = {
  id: string;
  between: string;
  what: string;
  why: string;
  example: string;
  files: string[];
};

/** The differences from another program that are meant or known. */
export function differencesFrom(program: string): Difference[] {
  const rows = load(readFileSync(join(import.meta.dirname, 'differences.yaml'), 'utf8')) as Difference[];
  return rows.filter(({ between }) => between === program);
}
