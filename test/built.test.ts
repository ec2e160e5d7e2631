import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, latest, project } from './project.ts';

const bin = resolve('dist/bin.js');
describe.skipIf(!existsSync(bin))('the built program', () => {
  const sh = (cwd: string, command: string, more: object = {}) =>
    spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8', env: { ...process.env, bin }, ...more });

  test('checks the current folder', () => {
    const cwd = project({ Dockerfile: latest });
    const { status, stdout, stderr } = sh(cwd, '"$bin"');
    expect(stdout).toContain('Dockerfile:1:24 error no-latest-tag');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  test('paints nothing that is not for a terminal, in CI either', () => {
    const cwd = project({ Dockerfile: latest });
    expect(sh(cwd, 'CI=true "$bin"').stdout).not.toContain('\u001b');
  });

  test('makes the page that the sources make', async () => {
    const cwd = project({ Dockerfile: latest });
    expect(sh(cwd, '"$bin" --format html').stdout).toBe((await cli(cwd, ['--format', 'html'])).stdout);
  });

  test('reads standard input', () => {
    const { status, stdout } = sh(project({}), '"$bin" --format json -', { input: latest });
    expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 1 } });
    expect(status).toBe(1);
  });

  test('exports', () => {
    const { status, stdout, stderr } = sh(
      project({}),
      '"$bin" export gatekeeper g && "$bin" export conftest c && ls g c',
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('policy-check.json');
    expect(stdout).toContain('suite.yaml');
    expect(status).toBe(0);
  });

  test('explains, lists, prints and begins a configuration', () => {
    const { status, stdout, stderr } = sh(
      project({ Dockerfile: latest }),
      '"$bin" explain no-latest-tag && "$bin" rules && "$bin" init && "$bin" --print-config Dockerfile && "$bin" schema',
    );
    expect(stderr).toBe('');
    for (const text of [
      'bad.Dockerfile:',
      'recommended  production',
      'is written',
      '# default',
      '"$schema"',
    ]) {
      expect(stdout).toContain(text);
    }
    expect(status).toBe(0);
  });

  test('knows a baseline', () => {
    const { status, stdout } = sh(
      project({ Dockerfile: latest }),
      '"$bin" --write-baseline b.json > /dev/null && "$bin" --baseline b.json --format json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], summary: { baseline: { fixed: 0 } } });
    expect(status).toBe(0);
  });

  test('writes all of a long output into a pipe', () => {
    const cwd = project({ Dockerfile: latest.repeat(1_000) });
    const { stdout } = sh(cwd, '"$bin" --format json . | (sleep 0.2; cat)', { maxBuffer: 1e9 });
    expect(stdout.length).toBeGreaterThan(1_000_000);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1 });
  });

  test('is quiet when nobody reads on', () => {
    const cwd = project({ Dockerfile: latest.repeat(1_000) });
    const { stderr, stdout } = sh(cwd, '"$bin" --format json . | head -n 1; echo "${PIPESTATUS[0]}"');
    expect(stdout).toBe('{\n1\n');
    expect(stderr).toBe('');
  });

  test.skipIf(!existsSync('/dev/full'))('says so when its output is lost', () => {
    const { status, stderr } = sh(project({ Dockerfile: latest }), '"$bin" > /dev/full');
    expect(stderr).toMatch(/^policy-check: cannot write: ENOSPC.*\n$/);
    expect(status).toBe(2);
    expect(sh(project({ Dockerfile: latest }), '"$bin" > /dev/full 2> /dev/full').status).toBe(2);
  });
});
