import { skipSpaces, type Span } from './dockerfile-source.ts';
import type { Word } from './dockerfile-word.ts';

/** How deep Go's decoder goes; what is deeper is no JSON to it. */
const MAX_DEPTH = 10_000;

/**
 * The strings of a JSON array, as in `CMD ["a", "b"]`; their spans are those inside the quotes.
 * undefined: no JSON array. 'mixed': one that has other values than strings.
 */
export function readJsonArray(line: string, span: Span): Word[] | 'mixed' | undefined {
  const start = skipSpaces(line, span);
  if (start === span.end || line[start] !== '[') return undefined;
  const values = parseArray(line.slice(start, span.end));
  if (!values) return undefined;
  const words: Word[] = [];
  let at = start + 1;
  for (const value of values) {
    if (typeof value !== 'string') return isGoJson(values) ? 'mixed' : undefined;
    const open = line.indexOf('"', at) + 1;
    const close = closingQuote(line, open);
    // Go has no lone surrogates.
    const word: Word = { text: value.replace(/\p{Surrogate}/gu, '\ufffd'), start: open, end: close };
    if (line.slice(open, close).includes('\\')) word.parts = escapedParts(line, word);
    words.push(word);
    at = close + 1;
  }
  return words;
}

function parseArray(text: string): unknown[] | undefined {
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    return undefined;
  }
}

/** Go's decoder refuses, unlike JavaScript's, numbers beyond a double's and deep nesting. */
function isGoJson(values: unknown[]): boolean {
  let level = values;
  for (let depth = 1; level.length > 0; depth++) {
    if (level.includes(Infinity) || level.includes(-Infinity)) return false;
    const nested = level.filter((value) => typeof value === 'object' && value !== null);
    if (nested.length > 0 && depth === MAX_DEPTH) return false;
    level = nested.flatMap((value) => Object.values(value as object) as unknown[]);
  }
  return true;
}

function closingQuote(line: string, at: number): number {
  for (; line[at] !== '"'; at++) if (line[at] === '\\') at++;
  return at;
}

function escapedParts(line: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  while (start < end) {
    const size = line[start] !== '\\' ? 1 : line[start + 1] === 'u' ? 6 : 2;
    parts.push({ start, end: start + size });
    start += size;
  }
  return parts;
}
