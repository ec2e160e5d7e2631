import { MAX_DEPTH } from './yaml-outline.ts';
import { refuse } from './yaml-source.ts';
import type { Source } from './yaml-source.ts';

/**
 * The text, with the same offsets, without what Go's encoding/json, so conftest, passes over: a byte order mark, and
 * escapes of single surrogates, which become U+FFFD.
 */
export function cleanJson({ text, place }: Source): Source {
  return { text: text.replace(/^\ufeff/, ' ').replace(SURROGATES, replaceSingle), place };
}

/** Escapes of surrogates in pairs, which are characters, and single ones; other escapes, to keep in step. */
const SURROGATES =
  /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\[^]/g;

function replaceSingle(escape: string): string {
  return escape.length === 6 ? '\\ufffd' : escape;
}

/** The value of a clean JSON text. InputError where it is broken. */
export function parseJson(source: Source): unknown {
  let value: unknown;
  try {
    value = JSON.parse(source.text);
  } catch {
    const { offset, mistake } = findMistake(source.text);
    refuse(source, offset, `not valid JSON: ${mistake}`);
  }
  refuseExtremes(source, value, 0);
  return value;
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

const WAITING = {
  value: 'a value',
  first: 'a value or ]',
  key: 'a key in double quotes',
  firstKey: 'a key in double quotes or }',
  colon: "':'",
  more: "',' or the closing bracket",
  end: 'the end',
};

/** Where a text stops being JSON, and why. */
function findMistake(text: string): { offset: number; mistake: string } {
  const open: string[] = [];
  let waiting: keyof typeof WAITING = 'value';
  for (let offset = 0; ;) {
    while (/[ \t\r\n]/.test(text[offset] ?? '')) offset++;
    const [token, end] = readToken(text, offset);
    const next = advance(waiting, token, open);
    if (next === undefined) {
      if (token === '' && text[offset] === '"')
        return { offset, mistake: 'this string does not end on its line, or has a wrong escape' };
      const found = /^(?:[\w.+-]+|[^])/.exec(text.slice(offset, offset + 30))?.[0];
      const instead = found === undefined ? 'the text ends here' : `found ${found}`;
      return { offset, mistake: `expected ${WAITING[waiting]}, but ${instead}` };
    }
    waiting = next;
    offset = end;
  }
}

/** A bracket, comma or colon, `string`, `literal`, or nothing when there is no token. */
function readToken(text: string, offset: number): [token: string, end: number] {
  if (text[offset] === '"') return readString(text, offset);
  if (/[{}[\],:]/.test(text[offset] ?? '')) return [text[offset]!, offset + 1];
  LITERAL.lastIndex = offset;
  return LITERAL.test(text) ? ['literal', LITERAL.lastIndex] : ['', offset];
}

const LITERAL = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Step by step, as a regular expression for a long string needs too much memory. */
function readString(text: string, offset: number): [token: string, end: number] {
  for (let end = offset + 1; end < text.length; end++) {
    if (text[end] === '"') return ['string', end + 1];
    if (text.charCodeAt(end) < 0x20) break;
    if (text[end] !== '\\') continue;
    ESCAPE.lastIndex = end;
    if (!ESCAPE.test(text)) break;
    end = ESCAPE.lastIndex - 1;
  }
  return ['', offset];
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
