import type { Result } from './check.ts';
import { count } from './count.ts';

/** What a run came to, for people. */
export function inOneLine({ files, errors, warnings, suppressed, failures }: Result['summary']): string {
  return (
    `${count(files, 'file')} checked: ${count(errors, 'error')}, ${count(warnings, 'warning')}, ` +
    `${suppressed} suppressed, ${failures} could not be checked`
  );
}
