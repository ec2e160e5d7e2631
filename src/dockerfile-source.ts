import { InputError } from './errors.ts';
import type { Position, Range } from './finding.ts';
import { byteLength } from './utf8.ts';

/** A Dockerfile's text while it is read from top to bottom. */
export type Source = {
  text: string;
  /** Offset of the first physical line that is not read yet. */
  next: number;
  /** How many physical lines are read. */
  line: number;
  /** What continues a line and escapes a character: a backslash, or a backtick when the file says so. */
  escape: string;
  /** The parser directives met so far; undefined once something else was met, for then there are no more. */
  directives: Set<string> | undefined;
  /** Offset of the first physical line behind the parser directives and the byte order mark. */
  body: number;
  /** Offsets where the physical lines start; filled when the first position is asked for. */
  starts?: number[];
};

/** From `start` up to, but not including, `end`: offsets in the text of a source or of a logical line. */
export type Span = { start: number; end: number };

const BOM = '\ufeff';
/** What BuildKit's scanner holds: a line with its line end may fill it, a last line without one may not. */
const MAX_LINE_BYTES = 65536;

export function openSource(text: string): Source {
  const body = text.startsWith(BOM) ? 1 : 0;
  return { text, next: 0, line: 0, escape: '\\', directives: new Set(), body };
}

/**
 * The next physical line without its line end, undefined at the end of the file.
 * @throws InputError for a line longer than BuildKit takes
 */
export function readPhysical(source: Source): Span | undefined {
  const { text, next: begin } = source;
  if (begin >= text.length) return undefined;
  const feed = text.indexOf('\n', begin);
  source.next = feed < 0 ? text.length : feed + 1;
  source.line++;
  const most = feed < 0 ? MAX_LINE_BYTES - 1 : MAX_LINE_BYTES;
  if ((source.next - begin) * 3 > most && byteLength(text.slice(begin, source.next)) > most)
    throw new InputError(
      `this line is too long: it has more than the ${MAX_LINE_BYTES - 1} bytes that fit in one`,
      { line: source.line, column: 1 },
    );
  const start = begin === 0 && text.startsWith(BOM) ? 1 : begin;
  let end = source.next;
  while (end > start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
  return { start, end };
}

/** What Go's unicode.IsSpace takes for a space; JavaScript's `\s` differs in U+0085 and U+FEFF. */
export function isSpace(code: number): boolean {
  if (code < 0x80) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return [0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code);
}

/** Offset of the first character in the span that is not a space, or its end. */
export function skipSpaces(text: string, { start, end }: Span): number {
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  return start;
}

/** The span without the spaces at its two ends. */
export function trim(text: string, span: Span): Span {
  const start = skipSpaces(text, span);
  let { end } = span;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** The range of a span of the source's text. */
export function rangeOf(source: Source, { start, end }: Span): Range {
  const from = positionAt(source, start);
  if (end <= start) return { start: from, end: from };
  const last = positionAt(source, end - 1);
  return { start: from, end: { line: last.line, column: last.column + 1 } };
}

/** Where an offset of the source's text is; a byte order mark takes no column. */
export function positionAt(source: Source, offset: number): Position {
  const starts = (source.starts ??= lineStarts(source.text));
  const index = lastWhere(starts.length, (i) => starts[i]! <= offset);
  return { line: index + 1, column: Math.max(0, offset - starts[index]!) + 1 };
}

/** The last index below `count` that fits, when all that fit come before all that do not; 0 when none does. */
export function lastWhere(count: number, fits: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function lineStarts(text: string): number[] {
  const starts = [text.startsWith(BOM) ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
