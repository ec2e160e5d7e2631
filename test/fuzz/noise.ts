import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { dictionary } from './dictionary.ts';

// Not of fast-check's strings, which keep a table of all characters: that alone slows everything down.
const unicode = fc
  .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 400 })
  .map((codes) => Buffer.from(String.fromCodePoint(...codes)));
const controls = fc
  .string({ unit: fc.constantFrom(...Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code))) })
  .map((text) => Buffer.from(text));
const words = fc
  .array(fc.constantFrom(...dictionary), { maxLength: 60 })
  .map((all) => Buffer.from(all.join('')));
const bytes = fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each));

/** What makes a reader take notice of what follows. */
const beginning = fc.constantFrom(
  Buffer.from(''),
  Buffer.from('FROM a\n'),
  Buffer.from('apiVersion: v1\nkind: Pod\n'),
  Buffer.from('\ufeff'),
  Buffer.from('\ufeff\ufeffFROM a\n'),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xfe, 0xff, 0, 0x46]),
);

/** Bytes, characters and words without any order, in encodings right and wrong. */
export const noise: fc.Arbitrary<Uint8Array> = fc
  .tuple(beginning, fc.array(fc.oneof(unicode, controls, words, bytes), { maxLength: 4 }), fc.nat(19))
  .map(([first, parts, wide]) => {
    const all = Buffer.concat([first, ...parts]);
    return wide === 0 ? Buffer.from(`\ufeff${all.toString('utf8')}`, 'utf16le') : all;
  });
