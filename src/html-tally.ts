import { dirname } from 'node:path/posix';
import { count } from './count.ts';
import type { Finding } from './finding.ts';

/** How many findings there are of something. */
export type Tally = { name: string; errors: number; warnings: number };

/** The findings counted by what `nameOf` says of them; most findings first, then by name. */
export function tally(findings: readonly Finding[], nameOf: (finding: Finding) => string): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const finding of findings) {
    const name = nameOf(finding);
    const counted = tallies.get(name) ?? { name, errors: 0, warnings: 0 };
    counted[finding.severity === 'error' ? 'errors' : 'warnings']++;
    tallies.set(name, counted);
  }
  return [...tallies.values()].sort((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1));
}

export function total({ errors, warnings }: Tally): number {
  return errors + warnings;
}

/** The folder that a file is in; `.` for the one that was checked from. */
export function folderOf({ file }: Pick<Finding, 'file'>): string {
  return dirname(file);
}

/** A folder's name for people. */
export function folderName(folder: string): string {
  return folder === '.' ? 'current folder' : folder;
}

/** `2 errors, 1 warning`, without what there is none of. */
export function numbers({ errors, warnings }: Pick<Tally, 'errors' | 'warnings'>): string {
  return [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
    .filter(Boolean)
    .join(', ');
}
