import type { Range } from './finding.ts';
import { visible, width } from './terminal.ts';

/** One line of a code frame; what to underline is counted in columns of the terminal. */
export type FrameLine = { number: number; text: string; underline?: { indent: number; length: number } };

const context = 1;

/** In UTF-16 units: what is shown of a line, and how much of that stands before a token that is further right. */
const maxLength = 120;
const lead = 40;

/** The lines around the start of a range, safe to print. Long ones are cut, all at the same place around the range. */
export function frame(lines: readonly string[], { start, end }: Range): FrameLine[] {
  const first = Math.max(1, start.line - context);
  const line = lines[start.line - 1] ?? '';
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : line.trimEnd().length;
  const left = to <= maxLength ? 0 : Math.max(0, from - lead);

  // What follows the last line break is no line, unless it is the very place.
  const lastLine = lines.at(-1) === '' ? Math.max(start.line, lines.length - 1) : lines.length;
  return lines.slice(first - 1, Math.min(start.line + context, lastLine)).map((text, index): FrameLine => {
    const number = first + index;
    const prefix = left > 0 ? '…' : '';
    const suffix = text.length > left + maxLength ? '…' : '';
    const cut = { number, text: prefix + shown(text.slice(left, left + maxLength)) + suffix };
    if (number !== start.line) return cut;
    const marked = text.slice(from, Math.min(to, left + maxLength));
    const indent = width(prefix + shown(text.slice(left, from)));
    return { ...cut, underline: { indent, length: Math.max(1, width(shown(marked))) } };
  });
}

function shown(text: string): string {
  return visible(text.replaceAll('\t', '    '));
}
