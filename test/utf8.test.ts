import { isUtf8 } from 'node:buffer';
import { expect, test } from 'vitest';
import { brokenAt, byteLength, fromUtf8, toByteString } from '../src/utf8.ts';

/** The bytes where something changes in the definition of UTF-8, and their neighbours. */
const edges = [
  0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
  0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
];

test('what is UTF-8 is what Node takes for it', () => {
  const wrong: number[][] = [];
  for (const first of edges) {
    for (const second of edges) {
      for (const third of edges) {
        const bytes = Uint8Array.of(first, second, third, 0xbf);
        for (const part of [bytes, bytes.subarray(0, 3), bytes.subarray(0, 2)]) {
          if ((brokenAt(part) === part.length) !== isUtf8(part)) wrong.push([...part]);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('texts and bytes are what Node makes of each other', () => {
  const text = '\ufeffFROM é, 漢, 😀 and half of one: \ud83d';
  expect(byteLength(text)).toBe(Buffer.byteLength(text));
  expect(toByteString(text)).toBe(Buffer.from(text).toString('latin1'));
  expect(fromUtf8(Buffer.from(text))).toBe(Buffer.from(text).toString());
});
