import { mendUtf8 } from './utf8.ts';

/** What a scalar is: a bigint where a number would lose digits; a date is a string. */
export type Value = string | number | bigint | boolean | null;

const WORDS = new Map<string, Typed>();
for (const [type, value, words] of [
  ['bool', true, 'y Y yes Yes YES true True TRUE on On ON'],
  ['bool', false, 'n N no No NO false False FALSE off Off OFF'],
  ['null', null, ' ~ null Null NULL'],
  ['float', NaN, '.nan .NaN .NAN'],
  ['float', Infinity, '.inf .Inf .INF +.inf +.Inf +.INF'],
  ['float', -Infinity, '-.inf -.Inf -.INF'],
] as const) {
  for (const word of words.split(' ')) WORDS.set(word, { type, value });
}

/**
 * What conftest and kubectl take a scalar for. Their reader knows YAML 1.1 in its own way: `yes` is true, `017` and
 * `0o17` are 15, `0800` and `8e2` are 800, while `12:30` and `2001-01-01` are strings.
 * @param tag - the long form; empty when there is none
 * @returns undefined when the tag asks for something that the text is not
 */
export function resolve(tag: string, text: string, plain: boolean): Value | undefined {
  return resolveTyped(tag, text, plain)?.value;
}

/**
 * What they take a scalar for that is the key of a mapping, as the string that JSON needs.
 * @returns undefined for null and for an integer beyond 2^63 - 1, which they refuse, and for what `resolve` refuses
 */
export function resolveKey(tag: string, text: string, plain: boolean): string | undefined {
  const { type, value } = resolveTyped(tag, text, plain) ?? {};
  if (value === undefined || value === null || (typeof value === 'bigint' && value >= 2n ** 63n))
    return undefined;
  return type === 'float' ? floatText(Number(value)) : String(value);
}

type Typed = { type: 'str' | 'bool' | 'int' | 'float' | 'null'; value: Value };

function resolveTyped(tag: string, text: string, plain: boolean): Typed | undefined {
  if (tag === '' && plain) return resolvePlain(text);
  const asked = /^tag:yaml\.org,2002:(bool|int|float|null|timestamp|binary)$/.exec(tag)?.[1];
  // Quotes and any other tag, unknown ones included, leave the text as it is.
  if (asked === undefined) return string(text);
  if (asked === 'timestamp') return TIMESTAMP.test(text) ? string(text) : undefined;
  if (asked === 'binary') return string(decodeBase64(text));
  const found = resolvePlain(text);
  if (found.type === 'int' && asked === 'float') return { type: 'float', value: Number(found.value) };
  return found.type === asked ? found : undefined;
}

function string(value: string): Typed;
function string(value: string | undefined): Typed | undefined;
function string(value: string | undefined): Typed | undefined {
  return value === undefined ? undefined : { type: 'str', value };
}

const TIME = String.raw`\d\d?:\d\d?:\d\d?(?:\.\d+)?`;
const TIMESTAMP = new RegExp(String.raw`^\d{4}-\d\d?-\d\d?(?:[Tt]${TIME}(?:Z|[-+]\d\d:\d\d)| ${TIME})?$`);

function resolvePlain(text: string): Typed {
  const number = /^[-+0-9]/.test(text) ? readNumber(text.replaceAll('_', '')) : readFraction(text);
  return WORDS.get(text) ?? number ?? string(text);
}

function readNumber(text: string): Typed | undefined {
  const value = readInt(text);
  if (value !== undefined) return { type: 'int', value };
  return FLOAT.test(text) ? finite(Number(text)) : undefined;
}

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/** What begins with a point may have underscores between digits only. */
function readFraction(text: string): Typed | undefined {
  const fits = /^\.[0-9](?:_?[0-9])*(?:[eE][-+]?[0-9](?:_?[0-9])*)?$/.test(text);
  return fits ? finite(Number(text.replaceAll('_', ''))) : undefined;
}

/** What is too large for a number is not one. */
function finite(value: number): Typed | undefined {
  return Number.isFinite(value) ? { type: 'float', value } : undefined;
}

/** An integer of 64 bits, which without a sign may reach 2^64 - 1. */
function readInt(text: string): number | bigint | undefined {
  if (/^[-+]?(?:0|[1-9][0-9]{0,14})$/.test(text)) return Number(text);
  const match = /^([-+]?)(0[0-7]+|0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[1-9][0-9]+)$/.exec(text);
  // An accident of that reader: 0b-11 is -3.
  const [, sign, digits] = match ?? (/^0b([-+])([01]+)$/.exec(text) || []);
  if (sign === undefined || digits === undefined) return undefined;
  const literal = match === null ? `0b${digits}` : digits.replace(/^0(?=[0-7])/, '0o');
  // Far more digits than fit would take BigInt long.
  const short = literal.replace(/^(0[xXoObB])0+(?=.)/, '$1');
  if (short.length > 66) return undefined;
  const magnitude = BigInt(short);
  const value = sign === '-' ? -magnitude : magnitude;
  if (value < -(2n ** 63n) || value >= (sign === '' ? 2n ** 64n : 2n ** 63n)) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** The text that base64 stands for; each byte in it that is not UTF-8 becomes U+FFFD, as in Go's JSON. */
function decodeBase64(text: string): string | undefined {
  const packed = text.replaceAll(/[\r\n]/g, '');
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return undefined;
  return mendUtf8(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0)));
}

/** Go's shortest form of the number as a 32-bit float, which is what that reader makes of such a key. */
function floatText(value: number): string {
  const float = Math.fround(value);
  if (!Number.isFinite(float)) return Number.isNaN(float) ? '.nan' : float > 0 ? '.inf' : '-.inf';
  const sign = Object.is(float, -0) ? '-' : '';
  let precision = 0;
  while (Math.fround(Number(float.toExponential(precision))) !== float) precision++;
  const [digits, power] = float.toExponential(precision).split('e') as [string, string];
  if (Number(power) >= -4 && Number(power) < 6) return sign + String(Number(`${digits}e${power}`));
  return `${sign}${digits}e${power.replace(/^([-+])(\d)$/, '$10$2')}`;
}
