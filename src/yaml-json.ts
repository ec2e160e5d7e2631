import { MAX_DEPTH } from './yaml-outline.ts';
import { refuse } from './yaml-source.ts';
import type { Source } from './yaml-source.ts';

/** The value of a JSON text as Go's encoding/json, so conftest, reads it. InputError where it is broken. */
export function parseJson(source: Source): unknown {
  const text = source.text.replace(/^\ufeff/, ' ').replace(SURROGATES, replaceLone);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { offset, expected } = findMistake(text);
    const found = text.slice(offset).match(/^(?:[\w.+-]+|[^])/)?.[0];
    const end = found === undefined ? 'it ends here' : `found ${JSON.stringify(found)}`;
    refuse(source, offset, `not valid JSON: expected ${expected}, but ${end}`);
  }
  refuseExtremes(source, value, 0);
  return value;
}

/** Escapes of surrogates in pairs, which are characters, and alone; and other escapes, to keep in step. */
const SURROGATES =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\[^]/g;

function replaceLone(escape: string): string {
  return escape.length === 6 ? '\\ufffd' : escape;
}

function refuseExtremes(source: Source, value: unknown, depth: number): void {
  if (value === Infinity || value === -Infinity) {
    const offset = source.text.search(/[0-9]{309}|[0-9][eE]\+?[0-9]{3}/);
    refuse(source, offset, 'not valid JSON: this number is too large');
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH) refuse(source, 0, `nested more than ${MAX_DEPTH} levels deep`);
  for (const item of Object.values(value)) refuseExtremes(source, item, depth + 1);
}

const PUNCTUATION = '[{}[\\],:]';
const STRING = String.raw`"(?:[^"\\\0-\x1f]+|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"`;
const LITERAL = String.raw`(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-])`;
const TOKEN = new RegExp(String.raw`[ \t\r\n]*(?:(${PUNCTUATION})|(${STRING})|${LITERAL})`, 'y');

const WAITING = {
  value: 'a value',
  first: 'a value or ]',
  key: 'a key in double quotes',
  firstKey: 'a key in double quotes or }',
  colon: "':'",
  more: "',' or the closing bracket",
  end: 'the end',
};

/** Where a text stops being JSON, and what would have had to come. */
function findMistake(text: string): { offset: number; expected: string } {
  const open: string[] = [];
  let waiting: keyof typeof WAITING = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const blanks = /[ \t\r\n]*/y;
    blanks.lastIndex = TOKEN.lastIndex;
    blanks.test(text);
    const mistake = { offset: blanks.lastIndex, expected: WAITING[waiting] };
    const match = TOKEN.exec(text);
    if (match === null) return mistake;
    const next = advance(waiting, match[1] ?? (match[2] === undefined ? 'literal' : 'string'), open);
    if (next === undefined) return mistake;
    waiting = next;
  }
}

/** What is waited for after a token; undefined when it does not fit. */
function advance(
  waiting: keyof typeof WAITING,
  token: string,
  open: string[],
): keyof typeof WAITING | undefined {
  const after = (): keyof typeof WAITING => (open.length === 0 ? 'end' : 'more');
  const closes = token === open.at(-1) && ['first', 'firstKey', 'more'].includes(waiting);
  if (closes) {
    open.pop();
    return after();
  }
  switch (waiting) {
    case 'key':
    case 'firstKey':
      return token === 'string' ? 'colon' : undefined;
    case 'colon':
      return token === ':' ? 'value' : undefined;
    case 'more':
      return token === ',' ? (open.at(-1) === '}' ? 'key' : 'value') : undefined;
    case 'end':
      return undefined;
    default:
  }
  if (token === '{' || token === '[') {
    open.push(token === '{' ? '}' : ']');
    return token === '{' ? 'firstKey' : 'first';
  }
  return token === 'string' || token === 'literal' ? after() : undefined;
}
