import { CHOMPING_MODE, SCALAR_STYLE } from 'js-yaml';
import type { ScalarEvent } from 'js-yaml';
import { refuse } from './yaml-source.ts';
import type { Source, Span } from './yaml-source.ts';

/**
 * A part of a scalar's value and what it was written as. They are the same text when they are equally long;
 * otherwise the part stands for all of its span, as an escape or a folded line break does.
 */
export type Piece = Span & { text: string };

const BREAKS = /\r\n?|\n/y;

/**
 * What a scalar says, as the YAML reader of conftest and kubectl understands it, with the way back to the text.
 * js-yaml tells only the outline: it ends a block scalar with a line break even where the text ends without one.
 */
export function decodeScalar(source: Source, scalar: ScalarEvent): Piece[] {
  if (scalar.valueStart < 0) return [];
  switch (scalar.style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return decodeBlock(source.text, scalar);
    default:
      return decodeFlow(source, scalar);
  }
}

export function scalarText(source: Source, scalar: ScalarEvent): string {
  if (scalar.valueStart < 0) return '';
  const written = source.text.slice(scalar.valueStart, scalar.valueEnd);
  const special = SPECIALS[scalar.style];
  // Most scalars say what is written.
  if (special !== undefined && written.search(special) < 0) return written;
  let text = '';
  for (const piece of decodeScalar(source, scalar)) text += piece.text;
  return text;
}

/** Plain and quoted scalars: line breaks are folded, quotes and escapes stand for something else. */
function decodeFlow(source: Source, { style, valueStart, valueEnd }: ScalarEvent): Piece[] {
  const { text } = source;
  const special = SPECIALS[style]!;
  const pieces: Piece[] = [];
  for (let from = valueStart; from < valueEnd;) {
    special.lastIndex = from;
    const found = special.exec(text);
    let start = found === null ? valueEnd : Math.min(found.index, valueEnd);
    let written: Written = { end: start, meaning: '' };
    if (start < valueEnd) {
      if (text[start] === '\\') written = readEscape(source, start);
      else if (text[start] === "'") written = { end: start + 2, meaning: "'" };
      else {
        written = readFold(text, start);
        while (start > from && isBlank(text[start - 1])) start--;
      }
    }
    if (start > from) pieces.push({ text: text.slice(from, start), start: from, end: start });
    if (written.end > start) pieces.push({ text: written.meaning, start, end: written.end });
    from = written.end;
  }
  return pieces;
}

const SPECIALS: Record<number, RegExp> = {
  [SCALAR_STYLE.PLAIN]: /[\r\n]/g,
  [SCALAR_STYLE.SINGLE_QUOTED]: /[\r\n]|''/g,
  [SCALAR_STYLE.DOUBLE_QUOTED]: /[\r\n\\]/g,
};

/** What something that does not stand for itself means, and where it ends. */
type Written = { end: number; meaning: string };

/** One line break is a space; of several the first goes. */
function readFold(text: string, start: number): Written {
  const { end, breaks } = skipBreaks(text, start);
  return { end, meaning: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1) };
}

/** How many line breaks there are before the next character that is not a blank, and where that is. */
function skipBreaks(text: string, start: number): { end: number; breaks: number } {
  let breaks = 0;
  let end = start;
  for (;;) {
    while (isBlank(text[end])) end++;
    BREAKS.lastIndex = end;
    if (!BREAKS.test(text)) return { end, breaks };
    end = BREAKS.lastIndex;
    breaks++;
  }
}

const MEANINGS = '\0\x07\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029';
const ESCAPES = new Map(
  Array.from('0abt\tnvfre "/\\N_LP', (character, index) => [character, MEANINGS[index]!]),
);
const CODE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

function readEscape(source: Source, start: number): Written {
  const { text } = source;
  const simple = ESCAPES.get(text[start + 1]!);
  if (simple !== undefined) return { end: start + 2, meaning: simple };
  if (/[\r\n]/.test(text[start + 1]!)) {
    const { end, breaks } = skipBreaks(text, start + 1);
    return { end, meaning: '\n'.repeat(breaks - 1) };
  }
  const [code, end] = readCode(text, start);
  if (code >= 0xd800 && code <= 0xdbff) {
    const [low, lowEnd] = readCode(text, end);
    // JSON writes a character beyond the 16-bit range as two escapes.
    if (low >= 0xdc00 && low <= 0xdfff) return { end: lowEnd, meaning: String.fromCharCode(code, low) };
  }
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff || code < 0)
    refuse(source, start, 'not valid YAML: this escape stands for no character');
  return { end, meaning: String.fromCodePoint(code) };
}

function readCode(text: string, start: number): [code: number, end: number] {
  CODE.lastIndex = start;
  const match = CODE.exec(text);
  return match === null ? [-1, start] : [parseInt(match[1] ?? match[2] ?? match[3]!, 16), CODE.lastIndex];
}

/** Literal and folded scalars: the indentation goes, and what the header says becomes of the last line breaks. */
function decodeBlock(text: string, { style, chomping, indent, valueStart, valueEnd }: ScalarEvent): Piece[] {
  const folded = style === SCALAR_STYLE.FOLDED_BLOCK;
  const pieces: Piece[] = [];
  /** Line breaks whose meaning the next line decides, and where they start. */
  let breaks = 0;
  let breaksStart = valueStart;
  let moreIndented = false;
  for (let line = valueStart; line < valueEnd;) {
    const [end, next] = lineEnd(text, line, valueEnd);
    const start = line + indent;
    if (indent >= 0 && start < end && text.slice(line, start).trim() === '') {
      const indented = isBlank(text[start]);
      const joined = folded && pieces.length > 0 && !indented && !moreIndented;
      const meaning = joined ? (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) : '\n'.repeat(breaks);
      if (meaning !== '') pieces.push({ text: meaning, start: breaksStart, end: start });
      pieces.push({ text: text.slice(start, end), start, end });
      breaks = 0;
      breaksStart = end;
      moreIndented = indented;
    }
    if (next > end) breaks++;
    line = next;
  }
  const kept = chomping === CHOMPING_MODE.KEEP ? breaks : Math.min(breaks, pieces.length > 0 ? 1 : 0);
  if (kept > 0 && chomping !== CHOMPING_MODE.STRIP)
    pieces.push({ text: '\n'.repeat(kept), start: breaksStart, end: valueEnd });
  return pieces;
}

/** Where the line ends, and where the next one starts: at the same place when there is no line break. */
function lineEnd(text: string, start: number, limit: number): [end: number, next: number] {
  let end = start;
  while (end < limit && text[end] !== '\n' && text[end] !== '\r') end++;
  BREAKS.lastIndex = end;
  return end < limit && BREAKS.test(text) ? [end, BREAKS.lastIndex] : [end, end];
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
