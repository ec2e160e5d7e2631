import { basename } from 'node:path';
import { kindOfNamed } from './kind.ts';

/** The lines as the readers count them: Dockerfiles know one line break, and a byte order mark is no column. */
export function linesOf(file: string, source: string): string[] {
  const lineBreak = kindOfNamed(basename(file)) === 'dockerfile' ? /\r?\n/ : /\r\n?|\n/;
  return source.replace(/^\ufeff/, '').split(lineBreak);
}
