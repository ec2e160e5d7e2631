import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { InputError } from '../src/errors.ts';
import { holdsKubernetesObject, mayHoldKubernetesObject, readManifest } from '../src/manifest.ts';
import { accepted, overlooked, refused, refusedOnly, scalars, streams } from './manifest-cases.ts';
import { project } from './project.ts';

function inputs(text: string, format?: 'json'): unknown[] {
  return readManifest(text, format).map(({ input }) => input);
}

function refusal(text: string, format?: 'json'): string {
  try {
    readManifest(text, format);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.at.line}:${error.at.column} ${error.message}`;
  }
  return 'it was read';
}

test.each(scalars)('%s is %j', (written, value) => {
  expect(inputs(`a: ${written}`)).toEqual([{ a: value }]);
});

test.each(accepted)('reads %j', (text, value) => {
  expect(readManifest(text)).toMatchObject([{ kind: 'workload', index: 0, prefix: [] }]);
  expect(inputs(text)).toEqual([value]);
});

test.each([...streams, ...overlooked])('reads the documents of %j', (text, values) => {
  expect(inputs(text)).toEqual(values);
  expect(readManifest(text).map(({ index }) => index)).toEqual([...values.keys()]);
});

test.each([...refused, ...refusedOnly])('refuses %j at %s', (text, place, message) => {
  expect(refusal(text)).toMatch(`${place} ${message}`);
});

test('each item of a top-level list is an input', () => {
  const documents = readManifest('a: 1\n---\n- b\n- - c\n---\n[]\n---\nd: 1\n');
  expect(documents.map(({ index, prefix, input }) => ({ index, prefix, input }))).toEqual([
    { index: 0, prefix: [], input: { a: 1 } },
    { index: 1, prefix: [0], input: 'b' },
    { index: 1, prefix: [1], input: ['c'] },
    { index: 3, prefix: [], input: { d: 1 } },
  ]);
});

test('keys of JavaScript are plain data', () => {
  const text = '__proto__: {polluted: 1}\nconstructor: 2\nx: {<<: {__proto__: {polluted: 1}}}\n';
  const [input] = inputs(text) as [Record<string, unknown>];
  expect(Object.keys(input)).toEqual(['__proto__', 'constructor', 'x']);
  expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('JSON', () => {
  test.each([
    ['\ufeff{"a": [1.5e3, "\\ud83d\\ude00\\/"], "a2": null}', { a: [1500, '😀/'], a2: null }],
    ['{"a": {"x": 1}, "a": {"y": 2}, "<<": {"z": 1}}', { a: { y: 2 }, '<<': { z: 1 } }],
    ['"\\ud800\\\\ud800\u2028"', '\ufffd\\ud800\u2028'],
    ['9007199254740993', 9007199254740992],
  ])('reads %j', (text, value) => {
    expect(inputs(text, 'json')).toEqual([value]);
  });

  test.each([
    ['', '1:1 not valid JSON: expected a value, but the text ends here'],
    ['{"a": 1,\n  }', '2:3 not valid JSON: expected a key in double quotes, but found }'],
    ['{"a" 1}', "1:6 not valid JSON: expected ':', but found 1"],
    ['[1 true]', "1:4 not valid JSON: expected ',' or the closing bracket, but found true"],
    ['[01]', '1:2 not valid JSON: expected a value or ], but found 01'],
    ['{a: 1}', '1:2 not valid JSON: expected a key in double quotes or }, but found a'],
    ['{}\n{}', '2:1 not valid JSON: expected the end, but found {'],
    ['["a\nb"]', '1:2 not valid JSON: this string does not end on its line, or has a wrong escape'],
    ['[1, 2e400]', '1:5 not valid JSON: this number is too large'],
    ['['.repeat(100_000) + ']'.repeat(100_000), '1:1 nested more than 500 levels deep'],
  ])('refuses %j', (text, message) => {
    expect(refusal(text, 'json')).toBe(message);
  });
});

describe('a hostile file is read or refused at once', () => {
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i));
  const laughs = lines(12, (i) => `a${i}: &a${i} [${i === 0 ? 'ha' : `${`*a${i - 1},`.repeat(10)}`}]`);
  const merges = lines(
    40,
    (i) => `a${i}: &a${i} {<<: [${i === 0 ? '{x: 1}' : `*a${i - 1}, *a${i - 1}`}], k${i}: 1}`,
  );
  const aliases = /^\d+:\d+ the aliases stand for too much: write it out, or split the file$/;
  const deep = /nested more than 500 levels deep$/;
  test.each([
    ['aliases of aliases', laughs.join('\n'), aliases],
    ['merges of merges', merges.join('\n'), aliases],
    ['the same in many documents', lines(500, () => laughs.slice(0, 5).join('\n')).join('\n---\n'), aliases],
    ['aliases of a long text', `- &a ${'x'.repeat(100_000)}\n${'- *a\n'.repeat(2_000)}`, aliases],
    ['brackets', '['.repeat(100_000), deep],
    ['dashes', '- '.repeat(100_000), deep],
    ['keys', lines(2_000, (i) => `${' '.repeat(i)}a:`).join('\n'), deep],
    [
      'aliases in depth',
      lines(3, (i) => `- &a${i} ${'['.repeat(300)}${i === 0 ? '' : `*a${i - 1}`}${']'.repeat(300)}`).join(
        '\n',
      ),
      deep,
    ],
    ['documents', 'a\n---\n'.repeat(200_000), /more than 100000 documents or items of a list$/],
    ['items', '- a\n'.repeat(200_000), /more than 100000 documents or items of a list$/],
    ['lines at the margin', `a: [\n${'1,\n'.repeat(2_000)}]`, /indented less than what it belongs to$/],
    ['directives', '%a\n---\n...\n'.repeat(20_000), /it was read/],
    ['digits', `a: ${'7'.repeat(1_000_000)}`, /it was read/],
    ['blanks', `a: "${' \n'.repeat(500_000)}"`, /it was read/],
  ])('%s', { timeout: 10_000 }, (_name, text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});

test('tells what may be a Kubernetes object', () => {
  const text = 'apiVersion: v1\nkind: Pod\n---\napiVersion: 1\nkind: Pod\n---\n- kind: Pod\n---\n';
  expect(readManifest(text).map(holdsKubernetesObject)).toEqual([true, false, false, false]);
  expect(mayHoldKubernetesObject(text)).toBe(true);
  expect(mayHoldKubernetesObject('kind: Pod')).toBe(false);
});

const conftest = resolve('.tools/conftest');
describe.skipIf(!existsSync(conftest))('conftest', () => {
  /** What it prints for each of the texts; undefined for all when it refuses one. */
  async function parse(texts: string[], extension = 'yaml'): Promise<unknown[] | undefined> {
    const names = texts.map((_text, index) => `${index}.${extension}`);
    const cwd = project(Object.fromEntries(texts.map((text, index) => [names[index]!, text])));
    try {
      const { stdout } = await promisify(execFile)(conftest, ['parse', ...names], { cwd });
      const parsed: unknown = JSON.parse(stdout);
      return names.length === 1 ? [parsed] : names.map((name) => (parsed as Record<string, unknown>)[name]);
    } catch {
      return undefined;
    }
  }

  test('reads the same', async () => {
    const list = scalars.map(([written]) => `- ${written}\n`).join('');
    const [items, ...values] = (await parse([list, ...[...accepted, ...streams].map(([text]) => text)]))!;
    expect(items).toEqual(scalars.map(([, value]) => value));
    expect(values).toEqual([...accepted, ...streams].map(([, value]) => value));
  });

  test('overlooks documents', async () => {
    const values = (await parse(overlooked.map(([text]) => text)))!;
    expect(values.map((value) => (Array.isArray(value) ? value.length : 1))).toEqual([1, 2, 1, 1, 1, 1]);
  });

  test('takes what is refused only here', async () => {
    expect(await parse(refusedOnly.map(([text]) => text))).toBeDefined();
  });

  test.each(refused)('refuses %j', async (text) => {
    expect(await parse([text])).toBeUndefined();
  });
});
