import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checked, clean, cli, latest, pod, project } from './project.ts';

describe('bad input', () => {
  const alias = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++) {
    const before = String.fromCharCode(96 + level);
    const name = String.fromCharCode(97 + level);
    alias.push(`${name}: &${name} [${`*${before}, `.repeat(9)}*${before}]`);
  }
  const files = {
    'Dockerfile.unknown': 'FROM a\n\nFRUM b\n',
    'Dockerfile.empty': '',
    'Dockerfile.utf16': Buffer.from('\ufeffFROM a\n', 'utf16le'),
    'Dockerfile.latin1': Buffer.from('FROM a\nLABEL a="ok"\nLABEL b="caf\xe9"\n', 'latin1'),
    'Dockerfile.marked': Buffer.from('\xef\xbb\xbfFROM \xef\xbf\xbd\xe9\n', 'latin1'),
    'broken.yaml': `${pod}---\napiVersion: v1\nkind: [\n`,
    'bomb.yaml': `apiVersion: v1\nkind: Pod\n${alias.join('\n')}\n`,
    'helm/templates/pod.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n{{- if .x }}\n',
    'broken.json': '{"apiVersion": "v1", "kind": "Pod",\n "spec": }',
    'latin1.yaml': Buffer.from(`${pod}# caf\xe9\n`, 'latin1'),
    'large.yaml': `${pod}# ${'x'.repeat(11_000_000)}`,
  };
  const hostile = `ARG A=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n${[...'BCDEFGH']
    .map((name, index) => `ARG ${name}=${`$${'ABCDEFG'[index]}`.repeat(40)}`)
    .join('\n')}\nFROM $H\n`;

  test('each is a failure with its place, and the others are checked', async () => {
    const cwd = project({ ...files, Dockerfile: latest, 'pod.yaml': pod, 'Dockerfile.hostile': hostile });
    const { code, findings, failures, summary } = await checked(cwd);
    expect(failures.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['Dockerfile.empty', 1, 1],
      ['Dockerfile.latin1', 3, 13],
      ['Dockerfile.marked', 1, 7],
      ['Dockerfile.unknown', 3, 1],
      ['Dockerfile.utf16', 1, 1],
      ['bomb.yaml', expect.any(Number), expect.any(Number)],
      ['broken.json', 2, 10],
      ['broken.yaml', expect.any(Number), expect.any(Number)],
      ['helm/templates/pod.yaml', expect.any(Number), expect.any(Number)],
      ['large.yaml', undefined, undefined],
      ['latin1.yaml', 9, 6],
    ]);
    for (const { message } of failures) expect(message).toMatch(/^[^\n]+$/);
    expect(findings.filter(({ file }) => file in files)).toEqual([]);
    expect(new Set(findings.map(({ file }) => file))).toEqual(
      new Set(['Dockerfile', 'Dockerfile.hostile', 'pod.yaml']),
    );
    expect(summary.files).toBe(3);
    expect(code).toBe(2);
  });

  test('escape sequences in files stay out of the output', async () => {
    const escape = '\u001b[31mred\u0007';
    const cwd = project({
      [`Dockerfile.${escape}`]: `FROM r.example.com/${escape}:latest\n`,
      'policy-check.yaml': `"${'\\e[31m'}": 1`,
      'a/policy-check.yaml': '',
      'a/Dockerfile': `FROM r.example.com/app:latest AS ${escape}\nNONSENSE${escape}\n`,
      'a/b/Dockerfile': `FROM r.example.com/app:latest # ${escape}\nUSER ${escape}\n`,
    });
    for (const format of ['pretty', 'json']) {
      const { stdout, stderr, code } = await cli(cwd, ['--format', format, '.']);
      expect(stdout + stderr).toMatch(/^[\n -~…]*$/);
      expect(code).toBe(2);
    }
  });
});

describe('YAML and JSON', () => {
  test('in a folder only Kubernetes objects are checked', async () => {
    const files = {
      'pod.yaml': pod,
      'list.yaml': `- ${pod.replaceAll('\n', '\n  ')}`,
      'pod.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'x' },
        spec: { containers: [] },
      }),
      'ci.yaml': 'jobs: [a, b]\n',
      'broken.yaml': 'jobs: [a, b\n',
      'latin1.yaml': Buffer.from('jobs: caf\xe9\n', 'latin1'),
      'package.json': '{"name": "x"}',
    };
    const { summary, failures } = await checked(project(files));
    expect(summary.files).toBe(3);
    expect(failures).toEqual([]);
  });

  test('in a folder what looks like one but cannot be read is a failure', async () => {
    const files = {
      'broken.yaml': `${pod}  - [\n`,
      'latin1.yaml': Buffer.from(`${pod}# caf\xe9\n`, 'latin1'),
      'utf16.yaml': Buffer.from(`\ufeff${pod}`, 'utf16le'),
      'large.yaml': `${pod}#${'x'.repeat(11_000_000)}\n`,
      'large.json': `{"data": "${'x'.repeat(11_000_000)}"}`,
    };
    const { code, summary, failures } = await checked(project(files));
    expect(failures.map(({ file }) => file)).toEqual([
      'broken.yaml',
      'large.yaml',
      'latin1.yaml',
      'utf16.yaml',
    ]);
    expect(summary.files).toBe(0);
    expect(code).toBe(2);
  });

  test('named outright they must hold Kubernetes objects', async () => {
    const { failures } = await checked(project({ 'ci.yaml': 'jobs: []\n', 'README.md': 'apiVersion kind' }), [
      'ci.yaml',
      'README.md',
    ]);
    expect(failures).toEqual([
      { file: 'README.md', message: 'by its name this is neither a Dockerfile nor YAML or JSON' },
      {
        file: 'ci.yaml',
        message: 'there is no Kubernetes object in it: nothing has both apiVersion and kind',
      },
    ]);
  });
});

describe('what cannot be looked into', () => {
  test('a link that leads nowhere is a failure when it is named like something to check', async () => {
    const cwd = project({ Dockerfile: clean });
    symlinkSync('gone', join(cwd, 'pod.yaml'));
    symlinkSync('gone', join(cwd, 'other'));
    symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
    symlinkSync('loop', join(cwd, 'loop'));
    expect((await checked(cwd)).failures).toEqual([
      { file: 'loop.yaml', message: 'a symbolic link that leads to itself' },
      { file: 'pod.yaml', message: 'no such file or folder' },
    ]);
  });

  test('is a failure, and the rest is checked', async () => {
    const cwd = project({ Dockerfile: latest, 'file/x': '' });
    const { code, findings, failures } = await checked(cwd, ['Dockerfile', 'gone', 'file/x/y', '']);
    expect(findings).not.toEqual([]);
    expect(failures).toEqual([
      { file: '', message: 'an empty path' },
      { file: 'file/x/y', message: 'no such file or folder' },
      { file: 'gone', message: 'no such file or folder' },
    ]);
    expect(code).toBe(2);
  });

  test('what is no regular file is never waited for', async () => {
    const cwd = project({ Dockerfile: clean });
    execFileSync('sh', ['-c', 'mkfifo pod.yaml'], { cwd });
    expect((await checked(cwd)).failures).toEqual([
      { file: 'pod.yaml', message: expect.stringContaining('not a regular file') },
    ]);
    expect((await checked(cwd, ['/dev/null'])).failures).toEqual([
      { file: '/dev/null', message: expect.stringContaining('not a regular file') },
    ]);
  });

  test.skipIf(process.getuid?.() === 0)('a file or folder without permission is a failure', async () => {
    const cwd = project({
      'pod.yaml': pod,
      'closed/Dockerfile': latest,
      'a/.gitignore': '',
      'a/Dockerfile': clean,
    });
    for (const name of ['pod.yaml', 'closed', 'a/.gitignore']) chmodSync(join(cwd, name), 0);
    const { failures, summary } = await checked(cwd);
    chmodSync(join(cwd, 'closed'), 0o755);
    const message = 'no permission to read it';
    expect(failures).toEqual(['a/.gitignore', 'closed', 'pod.yaml'].map((file) => ({ file, message })));
    expect(summary.files).toBe(1);
  });

  test('a folder without anything to check is a failure', async () => {
    const { code, failures, summary } = await checked(project({ 'README.md': '' }));
    expect(failures).toEqual([
      { file: '.', message: 'no Dockerfile or Kubernetes manifest found here, ignored ones aside' },
    ]);
    expect(summary).toEqual({ files: 0, errors: 0, warnings: 0, suppressed: 0, failures: 1 });
    expect(code).toBe(2);
  });
});
