import type { Result } from './check.ts';
import { count } from './count.ts';

/** What a run came to, for people. */
export function inOneLine({
  files,
  errors,
  warnings,
  suppressed,
  failures,
  baseline,
}: Result['summary']): string {
  return (
    `${count(files, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}, ` +
    (baseline ? `${baseline.known} known, ` : '') +
    `${suppressed} suppressed, ${failures} could not be checked`
  );
}

/** What is to be done about a baseline that holds more than is found; undefined when it does not. */
export function aboutBaseline({ baseline }: Result['summary']): string | undefined {
  if (baseline === undefined || baseline.fixed === 0) return undefined;
  const [entries, are] = baseline.fixed === 1 ? ['entry', 'is'] : ['entries', 'are'];
  return `${baseline.fixed} ${entries} of the baseline ${are} fixed: write it anew with --write-baseline`;
}
