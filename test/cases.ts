import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** One entry of cases.yaml, which says what the fields mean. */
export type Case = {
  id: string;
  dockerfile?: string;
  manifest?: string;
  config?: object;
  fires?: string[];
  silent?: string[];
  lines?: Record<string, number[]>;
  count?: Record<string, number>;
};

export const cases = load(readFileSync(join(import.meta.dirname, 'cases.yaml'), 'utf8')) as Case[];
