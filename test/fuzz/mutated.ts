import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { dictionary } from './dictionary.ts';

/** A text, each character one byte of it: so it can be cut anywhere, through a character of UTF-8 too. */
type Bytes = string;

type Edit = {
  level: keyof typeof split;
  change: keyof typeof changes;
  /** Where, and how many bytes, lines or tokens. */
  at: number;
  length: number;
  /** What comes from elsewhere. */
  word: string;
  other: Bytes;
};

const split = {
  byte: (text: Bytes) => text.split(''),
  line: (text: Bytes) => text.split(/(?<=\n)/),
  token: (text: Bytes) => text.match(/\s+|\w+|[^\w\s]/g) ?? [],
};

const changes: Record<string, (found: string[], edit: Edit) => string[]> = {
  delete: () => [],
  duplicate: (found) => [...found, ...found],
  multiply: (found, { length }) =>
    Array<string[]>(length * 10)
      .fill(found)
      .flat(),
  reverse: (found) => found.toReversed(),
  insert: (found, { word }) => [word, ...found],
  replace: (_, { word }) => [word],
  flip: (found, { length }) =>
    found.map((text) => String.fromCharCode(text.charCodeAt(0) ^ (1 << (length % 8))) + text.slice(1)),
  splice: (found, { other, level, at, length }) => {
    const units = split[level](other);
    return [...found, ...units.slice(at % (units.length + 1)).slice(0, length * 10)];
  },
};

function apply(text: Bytes, edit: Edit): Bytes {
  const units = split[edit.level](text);
  const from = edit.at % (units.length + 1);
  const to = from + edit.length;
  const changed = changes[edit.change]!(units.slice(from, to), edit);
  return [...units.slice(0, from), ...changed, ...units.slice(to)].join('');
}

/** These texts with a few changes. */
export function mutated(seeds: readonly string[]): fc.Arbitrary<Uint8Array> {
  const seed = fc.constantFrom(...seeds).map((text): Bytes => Buffer.from(text).toString('latin1'));
  const edit: fc.Arbitrary<Edit> = fc.record({
    level: fc.constantFrom(...(Object.keys(split) as Edit['level'][])),
    change: fc.constantFrom(...Object.keys(changes)),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 10 }),
    word: fc.constantFrom(...dictionary).map((text): Bytes => Buffer.from(text).toString('latin1')),
    other: seed,
  });
  return fc
    .tuple(seed, fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) => Buffer.from(edits.reduce(apply, text), 'latin1'));
}
