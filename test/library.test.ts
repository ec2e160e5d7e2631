import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, createChecker } from '../src/index.ts';
import { installed } from './installed.ts';
import { brief, checked, cli, latest, pod, project } from './project.ts';

/** The examples of the documentation that run in Node, with what they print. */
const examples = [
  ...readFileSync('docs/library.md', 'utf8').matchAll(/^```js\n(.*?)^```$.*?^```text\n(.*?)^```$/gms),
].map(([, program, output]) => [program!, output!] as const);

test('a fixed text is what --fix makes of the file', async () => {
  const content = `FROM r.example.com/a:1\nMAINTAINER Jo\nRUN apt-get update && apt-get install -y curl\nUSER 1\n`;
  const cwd = project({ Dockerfile: content, 'pod.yaml': pod });
  await cli(cwd, ['--fix']);
  const { fixText } = await createChecker();
  for (const [filename, content_] of [
    ['Dockerfile', content],
    ['pod.yaml', pod],
  ] as const) {
    const { text, fixed, result } = fixText({ filename, content: content_ });
    expect(text).toBe(readFileSync(join(cwd, filename), 'utf8'));
    expect(fixed).toBeGreaterThan(1);
    expect(result.findings).toEqual((await checked(cwd, [filename])).findings);
    expect(fixText({ filename, content: text })).toEqual({ text, fixed: 0, result });
  }
});

test('a text that cannot be checked stays as it is', async () => {
  const { fixText } = await createChecker();
  const { text, fixed, result } = fixText({ filename: 'a.yaml', content: Buffer.from('a: [') });
  expect([text, fixed, result.summary.failures]).toEqual(['a: [', 0, 1]);
});

describe.skipIf(!existsSync('dist/index.js'))('the built package', () => {
  test('has as many examples as are shown', () => expect(examples).toHaveLength(4));

  test.each(examples)('does what the documentation shows: %#', (program, output) => {
    const cwd = installed({
      'example.mjs': program,
      Dockerfile: 'FROM registry.example.com/app:latest\nUSER 1000\n',
      'deploy.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: [\n',
    });
    const { stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], { cwd, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout).toBe(output);
  });

  test('has types that need no others', () => {
    const cwd = installed({
      'tsconfig.json': JSON.stringify({
        compilerOptions: {
          module: 'nodenext',
          target: 'es2023',
          lib: ['es2023'],
          types: [],
          strict: true,
          exactOptionalPropertyTypes: true,
          noEmit: true,
        },
      }),
      'main.mts': `import { check, createChecker, parse, InputError, type Result } from 'policy-check';
import * as browser from 'policy-check/browser';
const results: Result[] = [
  await check({ paths: ['.'] }),
  (await createChecker()).checkText({ content: '' }),
  (await browser.createChecker({ wasm: new Uint8Array() })).checkText({ content: '', profile: 'strict' }),
];
const input: unknown = parse({ content: '' });
export const line: number | undefined = new InputError('').at.line ?? results[0]?.findings[0]?.range.start.line;
// @ts-expect-error -- there is no such profile
(await createChecker()).checkText({ content: '', profile: 'lax' });
export { input };
`,
    });
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', cwd], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});

test('checks with different settings do not see each other', async () => {
  const cwd = project({
    'a/Dockerfile': 'ARG TAG\nFROM r.example.com/app:${TAG}\nUSER 1000\n',
    'a/policy-check.yaml': 'buildArgs: {TAG: latest}',
    'b/Dockerfile': 'ARG TAG\nFROM r.example.com/app:${TAG}\nUSER 1000\n',
    'b/policy-check.yaml': 'buildArgs: {TAG: 1.0}\nrules: {pin-digest: off}',
  });
  const alone = await Promise.all(['a', 'b'].map((path) => checked(cwd, [path])));
  expect(brief(alone[0]!)).not.toEqual(brief(alone[1]!).map((line) => line.replace('b/', 'a/')));
  const one = await createChecker();
  const other = await createChecker();
  const together = await Promise.all(
    Array.from({ length: 20 }, (_, index) => check({ cwd, paths: [index % 2 === 0 ? 'a' : 'b'] })),
  );
  for (const [index, result] of together.entries())
    expect(result.findings).toEqual(alone[index % 2]!.findings);
  // Two checkers, and one with two configurations in turn.
  for (let round = 0; round < 3; round++) {
    for (const [name, { findings }] of [
      ['a', alone[0]!],
      ['b', alone[1]!],
    ] as const) {
      const text = (file: string) => readFileSync(join(cwd, name, file), 'utf8');
      for (const checker of [one, other]) {
        const result = checker.checkText({
          filename: 'Dockerfile',
          content: text('Dockerfile'),
          configuration: text('policy-check.yaml'),
        });
        expect(result.findings.map((finding) => ({ ...finding, file: `${name}/Dockerfile` }))).toEqual(
          findings,
        );
      }
    }
  }
});

describe('checkText', () => {
  test('finds what the command line finds in standard input, with the same settings', async () => {
    const { checkText } = await createChecker();
    for (const [filename, content] of [
      ['Dockerfile', latest],
      ['web/pod.yaml', pod],
      [undefined, pod],
      [undefined, latest],
      ['pod.json', '[1]'],
      ['notes.txt', latest],
      ['Dockerfile', Buffer.from([0x46, 0xff])],
    ] as const) {
      const name = filename === undefined ? [] : ['--stdin-filename', filename];
      const flags = [
        '--profile',
        'strict',
        '--target',
        '0',
        '--platform',
        'linux/arm64',
        '--build-arg',
        'A=1',
      ];
      const { code, stderr, ...result } = await checked(project({}), ['-', ...name, ...flags], {
        stdin: content,
      });
      expect(stderr).toBe('');
      expect(
        checkText({
          content,
          filename,
          profile: 'strict',
          target: '0',
          platform: 'linux/arm64',
          buildArgs: { A: '1' },
        }),
      ).toEqual(result);
      expect(code).toBeGreaterThan(0);
    }
  });

  test('takes the overrides for the name, and lets the options hold over all', async () => {
    const { checkText } = await createChecker();
    const configuration = 'profile: strict\noverrides: [{files: [dev], profile: recommended}]';
    const severities = (filename: string, more: object = {}) =>
      checkText({ content: latest, filename, configuration, ...more }).findings.map(
        ({ rule, severity }) => `${severity} ${rule}`,
      );
    expect(severities('Dockerfile')).toContain('error pin-digest');
    expect(severities('dev/Dockerfile')).toContain('warning pin-digest');
    expect(severities('dev/Dockerfile', { profile: 'production' })).toContain('error pin-digest');
  });

  test('says what is wrong with the configuration, and checks nothing by it', async () => {
    const { checkText } = await createChecker();
    const { summary, findings, failures } = checkText({ content: latest, configuration: 'profile: lax\n' });
    expect(failures).toMatchObject([{ file: 'policy-check.yaml', line: 1, column: 10 }]);
    expect(failures[0]!.message).toContain('recommended, production, strict');
    expect(findings).toEqual([]);
    expect(summary).toMatchObject({ files: 0, failures: 1 });
  });

  test('refuses a text of more than 10 MB, as it refuses such a file', async () => {
    const { checkText } = await createChecker();
    const content = `FROM scratch\n${'#é\n'.repeat(2.8 * 1024 * 1024)}`;
    expect(checkText({ content, filename: 'Dockerfile' }).failures).toMatchObject([
      { message: 'the file has 11.2 MB; at most 10 MB are read' },
    ]);
  });
});

test('parse gives what policy-check parse prints', async () => {
  const { parse } = await import('../src/index.ts');
  for (const [filename, content] of [
    ['Dockerfile', 'FROM scratch\nRUN <<EOF\nx\nEOF\nONBUILD COPY --from=a b c\n'],
    ['pod.yaml', `${pod}---\n- ${'a: 1\n'}`],
    ['pod.json', '{"a": 1e3}'],
  ] as const) {
    const { stdout } = await cli(project({ [filename]: content }), ['parse', filename]);
    expect(JSON.parse(stdout)).toEqual(parse({ filename, content }));
  }
});
