import {
  lastWhere,
  positionAt,
  readPhysical,
  skipSpaces,
  trim,
  type Source,
  type Span,
} from './dockerfile-source.ts';
import { InputError } from './errors.ts';
import { byteLength } from './utf8.ts';

/** A comment on a line of its own: the span of its text, and the offset of its `#`. */
export type Comment = Span & { text: string; hash: number };

/** A logical line: the physical lines that continuations join, and the comments that stand before it. */
export type Line = {
  source: Source;
  text: string;
  /** Pairs, in order: an offset in `text`, and the offset in the source where that part comes from. */
  pieces: number[];
  comments: Comment[];
};

const DIRECTIVES = ['syntax', 'escape', 'check'];

/**
 * The next logical line with an instruction, undefined when only comments and blank lines are left.
 * @throws InputError for a parser directive that BuildKit refuses
 */
export function readLine(source: Source): Line | undefined {
  let comments: Comment[] = [];
  for (let physical; (physical = readPhysical(source));) {
    const { end } = physical;
    const start = skipSpaces(source.text, physical);
    const directive = source.directives && readDirective(source, source.directives, { start, end });
    if (start === end) continue;
    if (source.text[start] !== '#') return joinLines(source, { start, end }, comments);
    const comment = readComment(source.text, physical, start);
    // To BuildKit an empty comment ends the block above it, which then belongs to no instruction.
    if (comment.text === '') comments = [];
    else if (!directive) comments.push(comment);
  }
  return undefined;
}

/** Joins a line with what continues it: comments and blank lines in between vanish, indentation stays. */
function joinLines(source: Source, first: Span, comments: Comment[]): Line {
  const pieces: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (let span: Span | undefined = first; span; span = readPhysical(source)) {
    const start = skipSpaces(source.text, span);
    if (span !== first && (start === span.end || source.text[start] === '#')) continue;
    const escape = continuation(source, span);
    const end = escape ?? span.end;
    pieces.push(length, span.start);
    parts.push(source.text.slice(span.start, end));
    length += end - span.start;
    if (escape === undefined) break;
  }
  return { source, text: parts.join(''), pieces, comments };
}

/** Offset of the escape character that continues the line: its last one, and not escaped itself. */
function continuation({ text, escape }: Source, { start, end }: Span): number | undefined {
  let last = end - 1;
  while (last >= start && (text[last] === ' ' || text[last] === '\t')) last--;
  if (last < start || text[last] !== escape) return undefined;
  return last > start && text[last - 1] === escape ? undefined : last;
}

/** BuildKit drops the line's first byte, which is the `#` only when nothing stands before it. */
function readComment(text: string, physical: Span, hash: number): Comment {
  const rest = { start: physical.start + 1, end: physical.end };
  const broken = hash === physical.start ? 0 : byteLength(text[physical.start]!) - 1;
  const span = trim(text, rest);
  if (broken > 0) span.start = rest.start;
  return { ...span, text: '\ufffd'.repeat(broken) + text.slice(span.start, span.end), hash };
}

/** Takes a parser directive such as `# escape=...`; there are none after the first line that is something else. */
function readDirective(source: Source, seen: Set<string>, { start, end }: Span): boolean {
  const body = source.text.slice(skipSpaces(source.text, { start: start + 1, end }), end);
  const [head = '', key = ''] = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/.exec(body) ?? [];
  const name = key.toLowerCase();
  if (source.text[start] !== '#' || !DIRECTIVES.includes(name) || body === head) {
    source.directives = undefined;
    return false;
  }
  const at = positionAt(source, start);
  if (seen.has(name)) throw new InputError(`a second "${name}" directive: only one is allowed`, at);
  seen.add(name);
  source.body = source.next;
  if (name !== 'escape') return true;
  const escape = /^[\t\n\f\r ]*([\\`])[\t\n\f\r ]*$/.exec(body.slice(head.length))?.[1];
  if (escape === undefined) throw new InputError('invalid "escape" directive: expected \\ or `', at);
  source.escape = escape;
  return true;
}

/** Where an offset of the line's text is in the text of its source. */
export function sourceOffset({ pieces }: Line, offset: number): number {
  const index = 2 * lastWhere(pieces.length / 2, (i) => pieces[2 * i]! <= offset);
  return pieces[index + 1]! + offset - pieces[index]!;
}

/** Refuses the file for what stands at an offset of a line. */
export function refuse(line: Line, offset: number, message: string): never {
  throw new InputError(message, positionAt(line.source, sourceOffset(line, offset)));
}

/** A text of the file, for use in a message: in quotes, on one line, not too long. */
export function show(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
}
