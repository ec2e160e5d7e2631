import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verbs } from '../src/options.ts';
import { brief, checked, clean, cli, latest, pod, project } from './project.ts';

const warned = 'FROM r.example.com/app:1\nLABEL maintainer="team@example.com"\nUSER 1000\n';

describe('exit code', () => {
  test.each([
    [clean, [], 0],
    [warned, [], 0],
    [latest, [], 1],
    [warned, ['--fail-on', 'warning'], 1],
    [latest, ['--fail-on', 'warning'], 1],
    [latest, ['--fail-on=never'], 0],
    [warned, ['--profile', 'strict'], 1],
    ['nonsense', ['--fail-on', 'never'], 2],
  ])('%j with %j: %i', async (text, args, code) => {
    expect((await cli(project({ Dockerfile: text }), args)).code).toBe(code);
  });

  test('options may stand before the verb', async () => {
    const { code, stdout } = await cli(project({}), ['--no-color', 'explain', 'pin-digest']);
    expect(code).toBe(0);
    expect(stdout).toContain('pin-digest: Pin images by digest');
  });

  test('findings beside a failure: 2', async () => {
    expect((await cli(project({ Dockerfile: latest, 'Dockerfile.bad': 'nonsense' }), [])).code).toBe(2);
  });
});

describe('the command line', () => {
  test.each([
    [['--fromat', 'json'], 'unknown option --fromat; did you mean "--format"?'],
    [['-x'], 'unknown option -x'],
    [
      ['--format', 'yaml'],
      '--format must be one of pretty, json, html, sarif, junit, github, gitlab, not "yaml"',
    ],
    [['--format', 'safir=x'], 'not "safir"; did you mean "sarif"?'],
    [['--format', 'sarif='], '--format sarif= needs the name of a file'],
    [['--format', 'pretty', '--format', 'json=-'], 'pretty and json would both go to standard output'],
    [['--format=json=x', '--format=sarif=./x'], 'json and sarif would both go to x'],
    [['--profile', 'prod'], '--profile must be one of recommended, production, strict, not "prod"'],
    [['--profile', 'stric'], 'did you mean "strict"?'],
    [['--fail-on', 'none'], '--fail-on must be one of error, warning, never, not "none"'],
    [['--config'], '--config needs a value'],
    [['--config', '--format', 'json'], '--config needs a value'],
    [['--color=always'], '--color takes no value'],
    [['--platform', 'linux arm64'], '--platform must be like linux/arm64, not "linux arm64"'],
    [['--build-arg', '=x'], '--build-arg must be NAME=VALUE, not "=x"'],
    [['parse'], 'parse takes one file: policy-check parse FILE'],
    [['parse', 'a', 'b'], 'parse takes one file'],
    [['parse', 'a', '--format', 'json'], 'unknown option --format for parse'],
    [['export', 'conftest'], 'export takes a format and a folder'],
    [
      ['export', 'conftst', 'x'],
      'the export format must be one of conftest, gatekeeper, not "conftst"; did you mean "conftest"?',
    ],
    [['export', 'conftest', 'x', '--fail-on', 'never'], 'unknown option --fail-on for export'],
    [['explain'], 'explain takes one rule: policy-check explain RULE'],
    [['explain', 'no-latest-tag', 'pin-digest'], 'explain takes one rule'],
    [['explain', 'pin-digest', '--format', 'json'], 'unknown option --format for explain'],
    [['rules', 'Dockerfile'], 'rules takes no files'],
    [['rules', '--format', 'sarif'], '--format must be one of pretty, json, not "sarif"'],
    [['schema', 'x'], 'schema takes no files'],
    [['init', 'a', 'b'], 'init takes one folder'],
    [['init', '--profile', 'strict'], 'unknown option --profile for init'],
    [['--print-config', 'a', 'b'], '--print-config takes one file, and nothing is checked'],
    [['--print-config', 'a', '--format', 'junit'], '--format must be one of pretty, json, not "junit"'],
    [['--baseline', 'a', '--write-baseline', 'b'], 'leave --baseline out'],
    [['--baseline'], '--baseline needs a value'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await cli(project({}), args);
    expect(stderr).toContain(`policy-check: `);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('a mistyped command is pointed out', async () => {
    const { code, stdout } = await cli(project({}), ['exprot', 'conftest', 'x']);
    expect(stdout).toContain('exprot not checked\n  no such file or folder; did you mean "export"?');
    expect(code).toBe(2);
  });

  test('a file may be called like a command or an option', async () => {
    const cwd = project({ 'parse/Dockerfile': latest, '--format': '' });
    expect(brief(await checked(cwd, ['./parse']))).toContain('parse/Dockerfile:1:24 error no-latest-tag');
    expect((await checked(cwd, ['--', '--format'])).failures).toMatchObject([{ file: '--format' }]);
  });

  test('--help names every option and exit code', async () => {
    const { code, stdout } = await cli(project({}), ['--help']);
    for (const word of [
      '--format',
      '--config',
      '--profile',
      '--fail-on',
      '--build-arg',
      '--target',
      '--platform',
      '--baseline',
      '--write-baseline',
      '--print-config',
      ...verbs.map((verb) => `policy-check ${verb}`),
    ]) {
      expect(stdout).toContain(word);
    }
    expect(stdout.split('\n').every((line) => line.length <= 120)).toBe(true);
    expect(code).toBe(0);
    expect(await cli(project({}), ['-h', '--version'])).toMatchObject({ stdout });
  });

  test('--version is the version of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await cli(project({}), ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('--build-arg gives values, or takes them from the environment', async () => {
    const cwd = project({ Dockerfile: 'ARG A=1\nARG B=r.example.com/b\nFROM ${B}:${A}\n' });
    const rules = async (...args: string[]) =>
      brief(await checked(cwd, args, { env: { A: 'latest' } })).join('\n');
    expect(await rules()).not.toContain('no-latest-tag');
    expect(await rules('--build-arg', 'A=latest')).toContain('no-latest-tag');
    expect(await rules('--build-arg=A', '--build-arg', 'C=x=y')).toContain('no-latest-tag');
    expect(await rules('--build-arg', 'B')).not.toContain('no-latest-tag');
    expect(await rules('--build-arg', '__proto__=x')).not.toContain('no-latest-tag');
  });
});

test('--pass-over passes over named files with nothing in them to check', async () => {
  const cwd = project({
    Dockerfile: latest,
    'values.yaml': 'image: nginx',
    'README.md': '',
    'helm.yaml': 'apiVersion: v1\nkind: Pod\n{{ x }}',
    'vendor/pod.yaml': pod,
    'policy-check.yaml': 'ignore: [vendor]',
  });
  const others = ['values.yaml', 'README.md', 'vendor/pod.yaml', 'policy-check.yaml'];
  expect(await checked(cwd, ['--pass-over', ...others])).toMatchObject({
    code: 0,
    summary: { files: 0 },
    failures: [],
  });
  expect((await checked(cwd, others)).failures).toHaveLength(3);
  const { findings, failures } = await checked(cwd, ['--pass-over', ...others, 'Dockerfile', 'helm.yaml']);
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['Dockerfile']));
  expect(failures).toMatchObject([{ file: 'helm.yaml' }]);
});

describe('standard input', () => {
  const cwd = () => project({ 'sub/policy-check.yaml': 'rules: {no-latest-tag: warning}' });

  test.each([
    [latest, [], '-:1:24 error no-latest-tag'],
    [pod, [], '-:8:32 error no-latest-tag'],
    [`# apiVersion and kind\n${latest}`, [], '-:2:24 error no-latest-tag'],
    [latest, ['--stdin-filename', 'api/Dockerfile'], 'api/Dockerfile:1:24 error no-latest-tag'],
    [pod, ['--stdin-filename', 'pod.yaml'], 'pod.yaml:8:32 error no-latest-tag'],
    [latest, ['--stdin-filename', 'sub/Dockerfile'], 'sub/Dockerfile:1:24 warning no-latest-tag'],
  ])('%j with %j', async (stdin, args, line) => {
    expect(brief(await checked(cwd(), [...args, '-'], { stdin }))).toContain(line);
  });

  test.each([
    ['', [], '-'],
    ['jobs: []', [], '-'],
    ['apiVersion: v1\nkind: [', [], '-'],
    [latest, ['--stdin-filename', 'x.txt'], 'x.txt'],
    [latest, ['--stdin-filename', 'x.yaml'], 'x.yaml'],
    [Buffer.from('FROM a\n# \xe9', 'latin1'), [], '-'],
  ])('%j with %j is a failure', async (stdin, args, file) => {
    const { code, failures } = await checked(cwd(), [...args, '-'], { stdin });
    expect(failures).toMatchObject([{ file }]);
    expect(code).toBe(2);
  });

  test('goes with files', async () => {
    const folder = project({ Dockerfile: latest });
    const lines = brief(await checked(folder, ['-', '.', '-'], { stdin: pod }));
    expect(lines.filter((line) => line.endsWith('no-latest-tag'))).toEqual([
      '-:8:32 error no-latest-tag',
      'Dockerfile:1:24 error no-latest-tag',
    ]);
  });
});

describe('colours', () => {
  const escape = '\u001b[';
  test.each([
    [false, {}, [], false],
    [true, {}, [], true],
    [true, { NO_COLOR: '1' }, [], false],
    [true, { NO_COLOR: '' }, [], true],
    [true, { TERM: 'dumb' }, [], false],
    [false, { FORCE_COLOR: '1' }, [], true],
    [true, { FORCE_COLOR: '0' }, [], false],
    [false, { NO_COLOR: '1', FORCE_COLOR: '1' }, [], false],
    [false, { NO_COLOR: '1' }, ['--color'], true],
    [true, { FORCE_COLOR: '1' }, ['--no-color'], false],
    [true, {}, ['--format', 'json'], false],
  ])('a terminal: %j, %j, %j: %j', async (isTTY, env: Record<string, string>, args, colours) => {
    const { stdout } = await cli(project({ Dockerfile: latest }), args, { isTTY, env });
    expect(stdout.includes(escape)).toBe(colours);
  });
});

test('export refuses a broken configuration', async () => {
  const cwd = project({ 'policy-check.yaml': 'nonsense: 1' });
  const { code, stderr } = await cli(cwd, ['export', 'conftest', 'out']);
  expect(stderr).toMatch(/^policy-check\.yaml:1:1: unknown key "nonsense"/);
  expect(code).toBe(2);
  expect(existsSync(join(cwd, 'out'))).toBe(false);
});
