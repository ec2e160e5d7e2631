import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { InputError } from '../src/errors.ts';
import { holdsKubernetesObject, mayHoldKubernetesObject, readManifest } from '../src/manifest.ts';
import { accepted, overlooked, refused, refusedOnly, scalars, streams } from './manifest-cases.ts';
import { project } from './project.ts';

const conftest = resolve('.tools/conftest');
const list = scalars.map(([written]) => `- ${written}\n`).join('');

function inputs(text: string): unknown[] {
  return readManifest(text).map(({ input }) => input);
}

function refusal(text: string, format?: 'json'): string {
  try {
    readManifest(text, format);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.at.line}:${error.at.column} ${error.message}`;
  }
  throw new Error('it was read');
}

test.each(scalars)('%s is %j', (written, value) => {
  expect(inputs(`a: ${written}`)).toEqual([{ a: value }]);
});

test.each(accepted)('reads %j', (text, value) => {
  expect(readManifest(text)).toMatchObject([{ kind: 'workload', index: 0, prefix: [] }]);
  expect(inputs(text)).toEqual([value]);
  expect(JSON.stringify(inputs(text)[0])).toBe(JSON.stringify(sortedLike(value, inputs(text)[0])));
});

test.each([...streams, ...overlooked])('reads the documents of %j', (text, values) => {
  expect(inputs(text)).toEqual(values);
  expect(readManifest(text).map(({ index }) => index)).toEqual(values.map((_value, index) => index));
});
