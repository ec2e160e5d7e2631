import type { Position, Range } from './finding.ts';
import { kindOfPath } from './kind.ts';

/** The lines as the readers count them: Dockerfiles know one line break, and a byte order mark is no column. */
function linesOf(file: string, source: string): string[] {
  const lineBreak = kindOfPath(file) === 'dockerfile' ? /\r?\n/ : /\r\n?|\n/;
  return source.replace(/^\ufeff/, '').split(lineBreak);
}

/** What gives the offset in a text of a place in its lines; of the nearest one where there is no such place. */
export function openOffsets(file: string, source: string): (place: Position) => number {
  const starts = lineStartsOf(source, kindOfPath(file) === 'dockerfile');
  return ({ line, column }) => Math.min((starts[line - 1] ?? source.length) + column - 1, source.length);
}

/** The offsets where lines start, counted the same way. */
export function lineStartsOf(source: string, isDockerfile: boolean): number[] {
  const starts = [source.startsWith('\ufeff') ? 1 : 0];
  for (const { index, 0: found } of source.matchAll(isDockerfile ? /\n/g : /\r\n?|\n/g))
    starts.push(index + found.length);
  return starts;
}

/** The line break that lines around an offset end with: the next one, or else the one before. */
export function lineBreakNear(source: string, offset: number, isDockerfile: boolean): string {
  const next = isDockerfile ? /\r?\n/g : /\r\n?|\n/g;
  next.lastIndex = offset;
  const start = Math.max(
    source.lastIndexOf('\n', offset - 1),
    isDockerfile ? -1 : source.lastIndexOf('\r', offset - 1),
  );
  const before = source.slice(start > 0 && source[start - 1] === '\r' ? start - 1 : start, start + 1);
  return next.exec(source)?.[0] ?? (start < 0 ? '\n' : before);
}

/** The text of a range, whose lines are joined by `\n`. */
function textIn(lines: readonly string[], { start, end }: Range): string {
  const part = lines.slice(start.line - 1, end.line);
  if (part.length > end.line - start.line) part.push(part.pop()!.slice(0, end.column - 1));
  return part.join('\n').slice(start.column - 1);
}

/** Gives the lines of a file; undefined when its text is not known. Each is taken apart once. */
export function linesIn(sources: ReadonlyMap<string, string>): (file: string) => string[] | undefined {
  const lines = new Map<string, string[]>();
  return (file) => {
    const source = sources.get(file);
    if (source === undefined) return undefined;
    if (!lines.has(file)) lines.set(file, linesOf(file, source));
    return lines.get(file);
  };
}

/** Gives the text at the range of a finding; undefined for a file whose text is not known. */
export function textsIn(sources: ReadonlyMap<string, string>) {
  const linesAt = linesIn(sources);
  return ({ file, range }: { file: string; range: Range }): string | undefined => {
    const lines = linesAt(file);
    return lines && textIn(lines, range);
  };
}
