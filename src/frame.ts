import type { Range } from './finding.ts';
import { visible } from './terminal.ts';

/** One line of a code frame, safe to print: on the line that is meant, the token stands between what is around it. */
export type FrameLine = { number: number; before: string; token?: string; after: string };

const context = 1;

/** In UTF-16 units: what is shown of a line, and how much of that stands before a token that is further right. */
const maxLength = 120;
const lead = 40;

/** The lines around the start of a range. Long ones are cut, all at the same place around the range. */
export function frame(lines: readonly string[], { start, end }: Range): FrameLine[] {
  const first = Math.max(1, start.line - context);
  const line = lines[start.line - 1] ?? '';
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : line.trimEnd().length;
  const left = to <= maxLength ? 0 : Math.max(0, from - lead);
  const right = left + maxLength;

  // What follows the last line break is no line, unless it is the very place.
  const lastLine = lines.at(-1) === '' ? Math.max(start.line, lines.length - 1) : lines.length;
  return lines.slice(first - 1, Math.min(start.line + context, lastLine)).map((text, index): FrameLine => {
    const number = first + index;
    const prefix = left > 0 ? '…' : '';
    const suffix = text.length > right ? '…' : '';
    if (number !== start.line)
      return { number, before: prefix + shown(text.slice(left, right)) + suffix, after: '' };
    const tokenEnd = Math.max(from, Math.min(to, right));
    return {
      number,
      before: prefix + shown(text.slice(left, from)),
      token: shown(text.slice(from, tokenEnd)),
      after: shown(text.slice(tokenEnd, right)) + suffix,
    };
  });
}

function shown(text: string): string {
  return visible(text.replaceAll('\t', '    '));
}
