import { basename } from 'node:path';
import type { Range } from './finding.ts';
import { kindOfNamed } from './kind.ts';

/** The lines as the readers count them: Dockerfiles know one line break, and a byte order mark is no column. */
export function linesOf(file: string, source: string): string[] {
  const lineBreak = kindOfNamed(basename(file)) === 'dockerfile' ? /\r?\n/ : /\r\n?|\n/;
  return source.replace(/^\ufeff/, '').split(lineBreak);
}

/** The text of a range, whose lines are joined by `\n`. */
export function textIn(lines: readonly string[], { start, end }: Range): string {
  const part = lines.slice(start.line - 1, end.line);
  if (part.length > end.line - start.line) part.push(part.pop()!.slice(0, end.column - 1));
  return part.join('\n').slice(start.column - 1);
}

/** Gives the text at the range of a finding; undefined for a file whose text is not known. Each is taken apart once. */
export function textsIn(sources: ReadonlyMap<string, string>) {
  const lines = new Map<string, string[]>();
  return ({ file, range }: { file: string; range: Range }): string | undefined => {
    const source = sources.get(file);
    if (source === undefined) return undefined;
    if (!lines.has(file)) lines.set(file, linesOf(file, source));
    return textIn(lines.get(file)!, range);
  };
}
