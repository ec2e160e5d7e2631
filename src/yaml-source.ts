import { InputError } from './errors.ts';
import type { Position, Range } from './finding.ts';

/** A text that is read as YAML or JSON, and where its offsets are in the file. */
export type Source = {
  text: string;
  /** The place of an offset of `text`; never beyond its end. A byte order mark takes no column. */
  place: (offset: number) => Position;
};

/** From `start` up to, but not including, `end`: offsets in the text of a source. */
export type Span = { start: number; end: number };

export function openSource(text: string): Source {
  let starts: number[] | undefined;
  return {
    text,
    place: (offset) => {
      starts ??= lineStarts(text);
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lastAtMost(starts, at);
      return { line: line + 1, column: Math.max(0, at - starts[line]!) + 1 };
    },
  };
}

/** A part of a source as a source of its own. */
export function cut(source: Source, { start, end }: Span): Source {
  return { text: source.text.slice(start, end), place: (offset) => source.place(start + offset) };
}

export function rangeOf(source: Source, { start, end }: Span): Range {
  return { start: source.place(start), end: source.place(end) };
}

/** Refuses the input for what stands at an offset. */
export function refuse(source: Source, offset: number, message: string): never {
  throw new InputError(message, source.place(offset));
}

/**
 * Refuses the characters that YAML 1.1 refuses, and those that break or begin lines for YAML 1.1 only: they could hide
 * from js-yaml what kubectl reads. A byte order mark may start a document.
 */
export function refuseOddCharacters(source: Source): void {
  const found = ODD.exec(source.text);
  if (found === null) return;
  const code = found[0].charCodeAt(0);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const reason = /[\x85\u2028\u2029\ufeff]/.test(found[0])
    ? `${name} must be written as an escape in double quotes`
    : `the control character ${name} is not allowed`;
  refuse(source, found.index, `not valid YAML: ${reason}`);
}

const ODD = new RegExp(
  [
    String.raw`[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]`,
    String.raw`(?<=[\r\n])(?<!(?:^|[\r\n])---\r?\n)\ufeff`,
    String.raw`[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]`,
  ].join('|'),
);

function lineStarts(text: string): number[] {
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}

/** The index of the last number that is not greater than `limit`; 0 when all are. */
function lastAtMost(sorted: number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= limit) low = middle;
    else high = middle;
  }
  return low;
}
