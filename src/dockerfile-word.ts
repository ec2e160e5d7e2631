import { isSpace, type Span } from './dockerfile-source.ts';

/**
 * A value as the policy sees it, and the span of the logical line it is written in. Where that is not the text
 * itself, because quotes or escapes are gone from it, `parts` has the span of each UTF-16 unit of the text.
 */
export type Word = Span & { text: string; parts?: Span[] };

export const wordAt = (text: string, { start, end }: Span): Word => ({
  text: text.slice(start, end),
  start,
  end,
});

/** The parts between runs of ASCII white space, as Dockerfiles separate plain arguments. */
export function splitSpaces(text: string, { start, end }: Span): Word[] {
  const words: Word[] = [];
  const gap = /[\t\v\f\r ]+/g;
  for (gap.lastIndex = start; start <= end;) {
    const match = gap.exec(text);
    const stop = match ? Math.min(match.index, end) : end;
    words.push(wordAt(text, { start, end: stop }));
    if (!match || match.index >= end) break;
    start = gap.lastIndex;
  }
  return words;
}

/** The words of ARG, ENV and LABEL: quotes and escapes protect spaces and stay in the word. */
export function splitQuoted(text: string, { start, end }: Span, escape: string): Word[] {
  const words: Word[] = [];
  let begin = -1;
  let quote = '';
  for (let at = start; at < end; at++) {
    const char = text[at]!;
    if (quote === '' && isSpace(text.charCodeAt(at))) {
      if (begin >= 0) words.push(wordAt(text, { start: begin, end: at }));
      begin = -1;
      continue;
    }
    // An escape character at the very end stands for nothing.
    if (char === escape && quote !== "'" && at + 1 === end) end = at;
    else if (begin < 0) begin = at;
    if (char === escape && quote !== "'") at++;
    else if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  if (begin >= 0) words.push(wordAt(text, { start: begin, end }));
  return words;
}

/** Go lower-cases one letter to one letter that JavaScript lower-cases to two. */
export const lowerCase = (text: string): string => text.replaceAll('\u0130', 'i').toLowerCase();
