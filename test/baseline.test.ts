import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checked, clean, cli, latest, pod, project } from './project.ts';

const name = 'policy-check-baseline.json';
const files = {
  Dockerfile: latest,
  'a/b/Dockerfile': `${latest}RUN apt-get update\n`,
  'deploy/pod.yaml': pod,
};

/** A project with a baseline of all that is found in it. */
async function withBaseline(given: Record<string, string | Uint8Array> = files): Promise<string> {
  const cwd = project(given);
  await cli(cwd, ['--write-baseline', name]);
  return cwd;
}

const compared = (cwd: string, args: string[] = [], baseline = name) =>
  checked(cwd, ['--baseline', baseline, ...args]);
const read = (cwd: string) => readFileSync(join(cwd, name), 'utf8');
const write = (cwd: string, file: string, text: string) => writeFileSync(join(cwd, file), text);

describe('what is known', () => {
  test('passes, right when it is written and later', async () => {
    const cwd = project(files);
    const { summary: before } = await checked(cwd);
    const known = before.errors + before.warnings;
    expect(known).toBeGreaterThan(5);
    for (const option of ['--write-baseline', '--baseline']) {
      const { code, findings, summary } = await checked(cwd, [option, name, '--fail-on', 'warning']);
      expect({ code, findings }).toEqual({ code: 0, findings: [] });
      expect(summary).toEqual({ ...before, errors: 0, warnings: 0, baseline: { known, fixed: 0 } });
    }
  });

  test('is not mentioned where nobody asks', async () => {
    const cwd = await withBaseline();
    expect((await checked(cwd)).summary).not.toHaveProperty('baseline');
  });

  test.each([
    ['lines move', { Dockerfile: `# a comment\n\n${latest}` }],
    ['instructions are added', { Dockerfile: latest.replace('USER', 'ENV A=1\nUSER') }],
    ['a comment in a manifest', { 'deploy/pod.yaml': `# a comment\n${pod}` }],
    ['documents change places', { 'deploy/pod.yaml': `${pod.replaceAll('web', 'api')}---\n${pod}` }],
    ['another file comes', { 'b.Dockerfile': clean }],
    ['the base image gets a newer version', { 'c/Dockerfile': 'FROM node:22.1.1-alpine\n' }],
  ])('stays known when %s', async (_, changes) => {
    const both = {
      ...files,
      'c/Dockerfile': 'FROM node:22.1.0-alpine\n',
      'deploy/pod.yaml': `${pod}---\n${pod.replaceAll('web', 'api')}`,
    };
    const cwd = await withBaseline(both);
    for (const [file, text] of Object.entries(changes)) write(cwd, file, text);
    const { findings } = await compared(cwd);
    expect(findings).toEqual([]);
  });

  test('stays known at another severity', async () => {
    const cwd = await withBaseline();
    expect(await compared(cwd, ['--profile', 'production'])).toMatchObject({ code: 0, findings: [] });
  });

  test('holds wherever the user is, and whatever part is checked', async () => {
    const cwd = await withBaseline();
    for (const [folder, baseline, args] of [
      [join(cwd, 'a'), `../${name}`, []],
      [join(cwd, 'a/b'), `../../${name}`, ['.', '../../deploy']],
      [join(cwd, 'a/b'), join(cwd, name), ['Dockerfile']],
      [cwd, `./a/../${name}`, ['./deploy/pod.yaml', join(cwd, 'Dockerfile')]],
    ] as const) {
      const { code, findings, summary } = await compared(folder, [...args], baseline);
      expect({ code, findings }).toEqual({ code: 0, findings: [] });
      expect(summary.baseline).toMatchObject({ fixed: 0 });
    }
  });

  test('is known by standard input too', async () => {
    const cwd = await withBaseline();
    const args = ['--stdin-filename', 'Dockerfile', '-'];
    const { stdout } = await cli(cwd, ['--format', 'json', '--baseline', name, ...args], { stdin: latest });
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { baseline: { fixed: 0 } } });
  });

  test('is known of standard input without a name, which nobody else can have fixed', async () => {
    const cwd = project({ Dockerfile: clean });
    await cli(cwd, ['--write-baseline', name, '-'], { stdin: latest });
    const { stdout } = await cli(cwd, ['--format', 'json', '--baseline', name, '-'], { stdin: latest });
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { baseline: { fixed: 0 } } });
    expect((await compared(cwd)).summary.baseline).toEqual({ known: 0, fixed: 0 });
  });
});

describe('what is new', () => {
  test('is reported and fails', async () => {
    const cwd = await withBaseline();
    write(cwd, 'Dockerfile', `${latest}COPY --from=r.example.com/b:latest /b /b\n`);
    const { code, findings, summary } = await compared(cwd);
    expect(findings.map(({ rule, range }) => [rule, range.start.line])).toEqual([
      ['pin-digest', 3],
      ['no-latest-tag', 3],
    ]);
    expect(summary).toMatchObject({ errors: 1, warnings: 1, baseline: { fixed: 0 } });
    expect(code).toBe(1);
  });

  test('is the same thing one more time', async () => {
    const copy = 'COPY --from=r.example.com/b:latest /b /b\n';
    const cwd = await withBaseline({ Dockerfile: latest + copy });
    write(cwd, 'Dockerfile', latest + copy + copy);
    expect((await compared(cwd)).findings.map(({ rule }) => rule)).toEqual(['pin-digest', 'no-latest-tag']);
  });

  test('is the same thing in another file, or about another workload', async () => {
    const cwd = await withBaseline();
    write(cwd, 'a/Dockerfile', latest);
    write(cwd, 'deploy/pod.yaml', pod.replace('web', 'api'));
    expect(new Set((await compared(cwd)).findings.map(({ file }) => file))).toEqual(
      new Set(['a/Dockerfile', 'deploy/pod.yaml']),
    );
  });

  test('goes into every report', async () => {
    const cwd = await withBaseline();
    write(cwd, 'c.Dockerfile', latest);
    const { stdout } = await cli(cwd, ['--baseline', name, '--format', 'sarif']);
    const { runs } = JSON.parse(stdout) as { runs: { results: object[] }[] };
    expect(runs[0]!.results).toHaveLength((await compared(cwd)).findings.length);
    expect((await cli(cwd, ['--baseline', name, '--format', 'html'])).stdout).toMatch(
      /, \d+ findings known, /,
    );
  });
});

describe('what is fixed', () => {
  test('is counted, and goes when the baseline is written anew', async () => {
    const cwd = await withBaseline();
    write(cwd, 'a/b/Dockerfile', latest);
    expect((await compared(cwd)).summary.baseline).toMatchObject({ fixed: 1 });
    const { stdout } = await cli(cwd, ['--baseline', name]);
    expect(stdout).toMatch(/\n\n1 entry of the baseline is fixed: write it anew with --write-baseline\n$/);
    const before = read(cwd);
    await cli(cwd, ['--write-baseline', name]);
    expect(before.split('\n').filter((line) => !read(cwd).includes(line.replace(/,$/, '')))).toHaveLength(1);
    expect((await compared(cwd)).summary.baseline).toMatchObject({ fixed: 0 });
  });

  test('is what was in a file that is gone, not what was not looked at', async () => {
    const cwd = await withBaseline();
    expect((await compared(cwd, ['a'])).summary.baseline).toMatchObject({ fixed: 0 });
    rmSync(join(cwd, 'deploy/pod.yaml'));
    expect((await compared(cwd, ['a'])).summary.baseline!.fixed).toBeGreaterThan(0);
  });

  test('is not what can no longer be read', async () => {
    const cwd = await withBaseline();
    write(cwd, 'Dockerfile', 'FRUM x\n');
    const { code, summary } = await compared(cwd);
    expect(summary).toMatchObject({ failures: 1, baseline: { fixed: 0 } });
    expect(code).toBe(2);
  });
});

describe('the file', () => {
  test('has one line for each finding, by file', async () => {
    const cwd = await withBaseline();
    const lines = read(cwd)
      .split('\n')
      .filter((line) => line.startsWith('    {'));
    const { findings } = await checked(cwd);
    expect(lines).toHaveLength(findings.length);
    expect(JSON.parse(read(cwd))).toEqual({
      version: 1,
      findings: expect.arrayContaining([
        {
          file: 'Dockerfile',
          rule: 'no-latest-tag',
          message: expect.stringContaining('has the tag latest'),
          fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ]),
    });
    const order = lines
      .map((line) => JSON.parse(line.replace(/,$/, '')) as { file: string })
      .map(({ file }) => file);
    expect(order).toEqual(order.toSorted());
  });

  test('is the same however often it is written, from anywhere', async () => {
    const cwd = await withBaseline();
    const before = read(cwd);
    await cli(join(cwd, 'a'), ['--write-baseline', `../${name}`, '../deploy', '..']);
    expect(read(cwd)).toBe(before);
  });

  test('has nothing in it that a terminal acts on', async () => {
    const cwd = await withBaseline({ 'Dockerfile.\u001b[31m\u202e': latest });
    expect(read(cwd)).toMatch(/^[\n -~…]*$/);
    expect((await compared(cwd)).findings).toEqual([]);
  });

  test('holds no failures', async () => {
    const cwd = project({ Dockerfile: latest, 'Dockerfile.bad': 'FRUM x\n' });
    expect((await cli(cwd, ['--write-baseline', name])).code).toBe(2);
    const { code, findings, failures } = await compared(cwd);
    expect(failures.map(({ file }) => file)).toEqual(['Dockerfile.bad']);
    expect({ code, findings }).toEqual({ code: 2, findings: [] });
  });

  test('of a clean project is empty, and good', async () => {
    const cwd = await withBaseline({ Dockerfile: clean });
    expect(JSON.parse(read(cwd))).toEqual({ version: 1, findings: [] });
    expect(await compared(cwd)).toMatchObject({ code: 0, summary: { baseline: { known: 0, fixed: 0 } } });
  });
});

describe('a file that is no baseline', () => {
  const entry = { file: 'Dockerfile', rule: 'no-latest-tag', message: 'x', fingerprint: 'f'.repeat(64) };

  test.each<[content: string | Uint8Array, message: string | RegExp, line: number | undefined]>([
    ['', 'not valid JSON: expected a value, but the text ends here', 1],
    ['{"version": 1,\n "findings": [', 'not valid JSON: expected a value or ], but the text ends here', 2],
    [
      '{"version": 1,\n<<<<<<< HEAD\n "findings": []}',
      'not valid JSON: expected a key in double quotes, but found <',
      2,
    ],
    [
      '{"version": 2, "findings": []}',
      'version must be 1, which this version of policy-check writes; it is 2',
      1,
    ],
    ['{"findings": []}', 'the file needs the key "version"', 1],
    ['{"version": 1}', 'the file needs the key "findings"', 1],
    ['[]', 'the file must be a mapping, not a list', 1],
    ['{"failed_checks": []}', 'this is no baseline: ', 1],
    [
      `{"version": 1, "findings": [\n${JSON.stringify({ ...entry, fingerprint: 'abc' })}]}`,
      'findings[0].fingerprint must be 64 hexadecimal digits',
      2,
    ],
    [
      `{"version": 1, "findings": [\n${JSON.stringify({ ...entry, line: 3 })}]}`,
      'unknown key "line" in findings[0]',
      2,
    ],
    [Buffer.from('{"version": 1, "x": "\xe9"}', 'latin1'), 'the file is not UTF-8 text', 1],
  ])('%j is a failure, and nothing is known', async (content, message, line) => {
    const cwd = project({ Dockerfile: latest, [name]: content });
    const { findings: all } = await checked(cwd);
    const { code, findings, failures } = await compared(cwd);
    expect(failures).toMatchObject([{ file: name }]);
    expect(failures[0]!.message).toMatch(message);
    expect(failures[0]!.line).toBe(line);
    expect(findings).toEqual(all);
    expect(code).toBe(2);
  });

  test('that is not there is a failure as well', async () => {
    const { code, failures, summary } = await compared(project({ Dockerfile: clean }), [], 'gone.json');
    expect(failures).toEqual([{ file: 'gone.json', message: 'no such file or folder' }]);
    expect(summary.failures).toBe(1);
    expect(code).toBe(2);
  });

  test('is shown with its place', async () => {
    const cwd = project({ Dockerfile: clean, [name]: '{"version": 1,\n "findngs": []}' });
    const { stdout } = await cli(cwd, ['--baseline', name]);
    expect(stdout).toContain(`${name}:`);
    expect(stdout).toContain('not checked');
    expect(stdout).toContain('"findngs"');
  });
});

test('a part that is written anew leaves the rest of the baseline as it is', async () => {
  const cwd = await withBaseline();
  const before = read(cwd);
  await cli(cwd, ['--write-baseline', name, 'a']);
  expect(read(cwd)).toBe(before);
});

test('what is there already and no baseline is not overwritten', async () => {
  const cwd = project({ ...files, [name]: '{"mine": true}' });
  const { code, stderr } = await cli(cwd, ['--write-baseline', name]);
  expect(code).toBe(2);
  expect(stderr).toContain('this is no baseline');
  expect(read(cwd)).toBe('{"mine": true}');
});

test('a baseline that cannot be written is said to be so', async () => {
  const cwd = project({ Dockerfile: latest, x: '' });
  const { code, stderr } = await cli(cwd, ['--write-baseline', 'x/y.json']);
  expect(stderr).toContain('cannot write x/y.json');
  expect(code).toBe(2);
});

test('what is ignored with a reason is not in it', async () => {
  const cwd = await withBaseline({ Dockerfile: `# policy-check ignore=no-latest-tag reason="x"\n${latest}` });
  expect(read(cwd)).not.toContain('no-latest-tag');
  write(cwd, 'Dockerfile', latest);
  expect((await compared(cwd)).findings.map(({ rule }) => rule)).toEqual(['no-latest-tag']);
});
