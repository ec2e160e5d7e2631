import { isSpace, type Span } from './dockerfile-source.ts';
import type { Word } from './dockerfile-word.ts';
import { toByteString } from './utf8.ts';

/** The UTF-8 bytes of a part of a line, one character each, and where each of them comes from. */
type Bytes = { text: string; offset: (index: number) => number };

/**
 * The flags at the start of a span, without their quotes and escapes, and the line with the offset where they end.
 * BuildKit reads flags byte by byte: what is not ASCII comes out as if it were Latin-1, and two bytes of longer
 * characters count as spaces. When that cuts a character, what is left of it is U+FFFD in the line returned.
 */
export function splitFlags(
  line: string,
  span: Span,
  escape: string,
): { flags: Word[]; line: string; start: number } {
  const flags: Word[] = [];
  if (!line.startsWith('--', span.start)) return { flags, line, start: span.start };
  const bytes = toBytes(line, span);
  let at = 0;
  while (at < bytes.text.length) {
    if (isSpace(bytes.text.charCodeAt(at))) {
      at++;
      continue;
    }
    if (!bytes.text.startsWith('--', at)) break;
    const begin = at;
    const { text, from } = readFlag(bytes.text, begin, escape);
    at = from.pop()!;
    if (text === '--') break;
    const flag: Word = { text, start: bytes.offset(begin), end: bytes.offset(at) };
    if (line.slice(flag.start, flag.end) !== text)
      flag.parts = from.map((index) => characterAt(line, bytes.offset(index)));
    flags.push(flag);
  }
  const [broken = ''] = /^[\x80-\xbf]+/.exec(bytes.text.slice(at, at + 3)) ?? [];
  const rest = '\ufffd'.repeat(broken.length) + line.slice(bytes.offset(at + broken.length), span.end);
  const start = span.end - rest.length;
  return { flags, line: broken === '' ? line : line.slice(0, start) + rest, start };
}

/** One flag's text; `from` has the index each of its characters comes from and, last, the index where it ends. */
function readFlag(bytes: string, at: number, escape: string): { text: string; from: number[] } {
  const from: number[] = [];
  let text = '';
  let quote = '';
  for (; at < bytes.length; at++) {
    if (quote === '' && isSpace(bytes.charCodeAt(at))) break;
    const char = bytes[at]!;
    if (char === quote) {
      quote = '';
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char;
    } else {
      if (char === escape && ++at === bytes.length) break;
      text += bytes[at];
      from.push(at);
    }
  }
  from.push(at);
  return { text, from };
}

function toBytes(line: string, { start, end }: Span): Bytes {
  const text = line.slice(start, end);
  if (!/[^\0-\x7f]/.test(text)) return { text, offset: (index) => start + index };
  const offsets: number[] = [];
  for (let at = start; at < end;) {
    const code = line.codePointAt(at)!;
    for (let size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; size > 0; size--)
      offsets.push(at);
    at += code < 0x10000 ? 1 : 2;
  }
  return { text: toByteString(text), offset: (index) => offsets[index] ?? end };
}

function characterAt(line: string, start: number): Span {
  return { start, end: start + (line.codePointAt(start)! < 0x10000 ? 1 : 2) };
}
