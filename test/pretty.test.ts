import { describe, expect, test } from 'vitest';
import type { Result } from '../src/check.ts';
import { reporters } from '../src/reporters.ts';
import { visible, width } from '../src/terminal.ts';
import { finding, options, result } from './results.ts';

function pretty(result: Result, sources: Record<string, string> = {}, colors = false): string {
  return reporters.pretty(result, { ...options(sources), colors });
}

const esc = '\u001b';
const golden = (name: string) => `fixtures/pretty/${name}.txt`;
const nginx = 'FROM nginx:latest\n';

describe('golden files', () => {
  test('nothing found', async () => {
    await expect(pretty(result([]))).toMatchFileSnapshot(golden('none'));
  });

  test('one finding', async () => {
    await expect(pretty(result([finding([1, 12, 18])]), { Dockerfile: nginx })).toMatchFileSnapshot(
      golden('one'),
    );
  });

  const many = result(
    [
      finding([9, 12, 18]),
      finding([10, 1, 9], { severity: 'warning', rule: 'non-root-user', message: 'uid 0 is root' }),
      finding([2, 8, 15], { file: 'deploy/web.yaml', kind: 'workload', message: 'in the first lines' }),
    ],
    [],
    { files: 12, suppressed: 2 },
  );
  const sources = {
    Dockerfile: `${'# comment\n'.repeat(8)}FROM nginx:latest\n\tUSER 0\n`,
    'deploy/web.yaml': 'a: 1\nimage: x:latest\n',
  };

  test('many findings', async () => {
    await expect(pretty(many, sources)).toMatchFileSnapshot(golden('many'));
  });

  test('many findings in colours', async () => {
    await expect(pretty(many, sources, true)).toMatchFileSnapshot(golden('colors'));
  });

  test('failures, with and without a place', async () => {
    const failures = [
      { file: 'bad.yaml', message: 'this list has no end', line: 2, column: 8 },
      { file: 'gone', message: 'no such file or folder' },
      { file: 'latin1.yaml', message: 'the file is not UTF-8 text', line: 3, column: 5 },
    ];
    const text = pretty(result([finding([1, 12, 18])], failures), {
      Dockerfile: nginx,
      'bad.yaml': 'kind: Pod\nspec: [1,\n',
    });
    await expect(text).toMatchFileSnapshot(golden('failures'));
  });

  test('wide and narrow characters, tabs, long lines, long tokens, tokens of several lines', async () => {
    const lines = [
      'RUN echo 日本語 café 👩‍🚀 latest',
      '\tRUN\techo latest',
      `RUN ${'a && '.repeat(60)}latest${' && b'.repeat(60)}`,
      `RUN ${'x'.repeat(300)}`,
      'RUN a \\',
      '  b \\',
      '  c',
      '',
    ];
    const at = (line: number, token: string): [number, number, number] => {
      const start = lines[line - 1]!.indexOf(token) + 1;
      return [line, start, start + token.length];
    };
    const findings = [
      finding(at(1, 'latest')),
      finding(at(2, 'latest')),
      finding(at(3, 'latest')),
      finding(at(4, 'x'.repeat(300))),
      { ...finding([5, 5, 0]), range: { start: { line: 5, column: 5 }, end: { line: 7, column: 4 } } },
      finding([8, 1, 1]),
    ];
    await expect(pretty(result(findings), { Dockerfile: lines.join('\n') })).toMatchFileSnapshot(
      golden('lines'),
    );
  });
});

describe('what comes from files', () => {
  const nasty = `${esc}[31m\u0007\u009b2J\u202etxet\u2066\u200b\u2028\u007f\r\n\ud800\u{e0001}`;
  const shown =
    '\\u{1b}[31m\\u{7}\\u{9b}2J\\u{202e}txet\\u{2066}\\u{200b}\\u{2028}\\u{7f}\\u{d}\\u{a}\\u{d800}\\u{e0001}';
  const harmless = /^[\n -~…]*$/;

  test('is never acted on by a terminal', () => {
    expect(visible(nasty)).toBe(shown);
    const text = pretty(
      result(
        [finding([1, 1, 5], { file: nasty, message: nasty, subject: nasty })],
        [{ file: nasty, message: nasty, line: 1, column: 1 }],
      ),
      { [nasty]: nasty },
    );
    expect(text).toMatch(harmless);
    expect(text).toContain(`${shown}:1:1 error no-latest-tag in ${shown}\n  ${shown}\n`);
  });

  test('goes into JSON so that it prints harmlessly and parses to the same', () => {
    const given = result([finding([1, 1, 5], { file: nasty, message: nasty, subject: nasty, token: nasty })]);
    const text = reporters.json(given, options());
    expect(text).toMatch(harmless);
    expect(JSON.parse(text)).toEqual(given);
  });

  test('a byte order mark and the line breaks of Windows do not show', () => {
    const text = pretty(result([finding([1, 12, 18])]), {
      Dockerfile: '\ufeffFROM nginx:latest\r\nUSER 1\r\n',
    });
    expect(text).toContain('  1 | FROM nginx:latest\n    |            ^^^^^^\n  2 | USER 1\n');
  });

  test('a line of megabytes is no burden', () => {
    const line = `${'x'.repeat(5_000_000)} latest`;
    const findings = Array.from({ length: 200 }, () => finding([1, 5_000_002, 5_000_008]));
    const start = performance.now();
    expect(pretty(result(findings), { Dockerfile: line })).toContain('…');
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test.each([
  ['abc', 3],
  ['日本', 4],
  ['é', 1],
  ['e\u0301', 1],
  ['한글', 4],
  ['🚀', 2],
  ['ａ', 2],
])('%s takes %i columns', (text, columns) => {
  expect(width(text)).toBe(columns);
});
