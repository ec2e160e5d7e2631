import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { isAbsolute } from 'node:path';
import type { FixedFile } from './fixes.ts';
import { unsafe } from './terminal.ts';

/**
 * What the fixes of a file change, as a unified diff that `patch -p1` and `git apply` take. Safe to print: what a
 * terminal would act on is escaped, but for tabs, the line ends of Windows and a byte order mark, as those are harmless.
 */
export function diff({ file, before, after }: FixedFile): string {
  const [left, right] = ['a', 'b'].map((side) => (isAbsolute(file) ? file : `${side}/${file}`));
  return createTwoFilesPatch(left!, right!, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  })
    .split('\n')
    .map(printable)
    .join('\n');
}

function printable(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return line.replace(unsafe, (found, index: number) =>
    found === '\t' || (found === '\r' && index === end) || (found === '\ufeff' && index === 1)
      ? found
      : `\\u{${found.codePointAt(0)!.toString(16)}}`,
  );
}
