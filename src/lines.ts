import type { Position, Range } from './finding.ts';
import { kindOfPath } from './kind.ts';

/** The lines as the readers count them: Dockerfiles know one line break, and a byte order mark is no column. */
export function linesOf(file: string, source: string): string[] {
  return source.replace(/^\ufeff/, '').split(lineBreakIn(file));
}

/** What gives the offset in a text of a place in its lines; of the nearest one where there is no such place. */
export function openOffsets(file: string, source: string): (place: Position) => number {
  const starts = [source.startsWith('\ufeff') ? 1 : 0];
  for (const { index, 0: lineBreak } of source.matchAll(new RegExp(lineBreakIn(file), 'g')))
    starts.push(index + lineBreak.length);
  return ({ line, column }) => Math.min((starts[line - 1] ?? source.length) + column - 1, source.length);
}

function lineBreakIn(file: string): RegExp {
  return kindOfPath(file) === 'dockerfile' ? /\r?\n/ : /\r\n?|\n/;
}

/** The text of a range, whose lines are joined by `\n`. */
export function textIn(lines: readonly string[], { start, end }: Range): string {
  const part = lines.slice(start.line - 1, end.line);
  if (part.length > end.line - start.line) part.push(part.pop()!.slice(0, end.column - 1));
  return part.join('\n').slice(start.column - 1);
}
