import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGovernor } from '../src/governor.ts';
import type { Layer } from '../src/settings.ts';
import { brief, checked, clean, latest, project, settings } from './project.ts';

describe('settings', () => {
  test('without a word they are empty', () => {
    expect(settings('')).toEqual({});
    expect(settings('# nothing\n')).toEqual({});
    expect(settings('{profile: recommended, target: ""}')).toEqual({});
  });

  test('a rule is given a severity, parameters or both', () => {
    expect(
      settings(`
rules:
  no-docker-hub: off
  no-latest-tag: {parameters: {floating_tags: [latest, dev]}}
  trusted-registry: {severity: warning, parameters: {registries: [r.example.com]}}
`),
    ).toEqual({
      severity: { 'no-docker-hub': 'off', 'trusted-registry': 'warning' },
      parameters: {
        'no-latest-tag': { floating_tags: ['latest', 'dev'] },
        'trusted-registry': { registries: ['r.example.com'] },
      },
    });
  });

  test('what a rule has by default is left out', () => {
    expect(settings('rules: {no-latest-tag: error, pin-digest: warning}')).toEqual({});
  });

  test('a profile lies under the rules', () => {
    expect(
      settings('{profile: strict, rules: {base-image-arg: warning, pin-digest: warning}}'),
    ).toMatchObject({
      severity: { 'no-docker-hub': 'error', 'least-privilege': 'error' },
      parameters: { 'base-image-arg': { whole_reference: true }, 'non-root-user': { require_numeric: true } },
    });
  });

  test('scalars are taken as they are written', () => {
    expect(
      settings(`
buildArgs: {A: 1.10, B: "1.10", C: 0x1F, D: true, E: 'x: y', F: no, G: 12:30, "H": -0}
target: 0
platform: linux/arm64
`),
    ).toEqual({
      buildArgs: { A: '1.10', B: '1.10', C: '0x1F', D: 'true', E: 'x: y', F: 'no', G: '12:30', H: '-0' },
      target: '0',
      platform: 'linux/arm64',
    });
  });

  test('they are the very same object for files that are treated alike', () => {
    const cwd = project({ 'policy-check.yaml': 'overrides: [{files: [b], profile: strict}]' });
    const { settingsFor } = createGovernor({ cwd, flags: {}, sources: new Map() });
    expect(settingsFor(join(cwd, 'a/Dockerfile'))).toBe(settingsFor(join(cwd, 'c/d/pod.yaml')));
    expect(settingsFor(join(cwd, 'b/Dockerfile'))).toBe(settingsFor(join(cwd, 'b/c/pod.yaml')));
    expect(settingsFor(join(cwd, 'a/Dockerfile'))).not.toBe(settingsFor(join(cwd, 'b/Dockerfile')));
  });
});

describe('overrides', () => {
  const text = `
profile: strict
rules: {pin-digest: off}
buildArgs: {A: 1, B: 1}
overrides:
  - files: [dev/**, "*.dev.yaml"]
    profile: recommended
    rules: {no-latest-tag: warning}
    buildArgs: {B: 2}
  - files: [./dev/local/]
    rules: {no-latest-tag: off, pin-digest: error}
    target: dev
`;

  test('the last one that means the file wins, setting by setting', () => {
    expect(settings(text, 'prod/Dockerfile')).toMatchObject({
      severity: { 'pin-digest': 'off', 'no-docker-hub': 'error' },
      buildArgs: { A: '1', B: '1' },
    });
    expect(settings(text, 'dev/Dockerfile')).toEqual({
      severity: { 'pin-digest': 'off', 'no-latest-tag': 'warning' },
      buildArgs: { A: '1', B: '2' },
    });
    expect(settings(text, 'dev/local/x/Dockerfile')).toEqual({
      severity: { 'pin-digest': 'error', 'no-latest-tag': 'off' },
      buildArgs: { A: '1', B: '2' },
      target: 'dev',
    });
  });

  test.each([
    ['*.dev.yaml', 'a.dev.yaml', true],
    ['*.dev.yaml', 'x/a.dev.yaml', false],
    ['**/*.dev.yaml', 'a.dev.yaml', true],
    ['**/*.dev.yaml', 'x/y/.a.dev.yaml', true],
    ['deploy', 'deploy/a.yaml', true],
    ['/deploy/', 'deploy/x/a.yaml', true],
    ['deploy', 'x/deploy/a.yaml', false],
    ['deploy/{a,b}', 'deploy/b/x.yaml', true],
    ['Dockerfile', 'dockerfile', false],
    ['!(a|b)/**', 'c/Dockerfile', true],
  ])('the glob %s and the file %s: %j', (glob, file, matches) => {
    const overridden = settings(`overrides: [{files: ["${glob}"], target: x}]`, file);
    expect(overridden).toEqual(matches ? { target: 'x' } : {});
  });
});

test('the command line is over everything, and its profile lies under the rules', () => {
  const text =
    '{profile: strict, rules: {pin-digest: off}, buildArgs: {A: 1, B: 1}, overrides: [{files: ["**"], profile: strict}]}';
  const flags: Layer = { profile: 'production', buildArgs: { B: '2' }, target: 't', platform: 'linux/s390x' };
  expect(settings(text, 'Dockerfile', flags)).toEqual({
    severity: {
      'least-privilege': 'error',
      'no-build-tools': 'error',
      'no-docker-hub': 'error',
      'unresolved-image': 'error',
      'pin-digest': 'off',
    },
    buildArgs: { A: '1', B: '2' },
    target: 't',
    platform: 'linux/s390x',
  });
});

describe('finding the configuration', () => {
  test('the nearest one above the file governs it, wherever the user is', async () => {
    const cwd = project({
      'policy-check.yaml': 'rules: {no-latest-tag: off}',
      'a/b/Dockerfile': latest,
      'a/c/policy-check.yaml': 'rules: {no-latest-tag: warning}',
      'a/c/d/Dockerfile': latest,
    });
    for (const [folder, path, prefix] of [
      [cwd, '.', 'a/'],
      [join(cwd, 'a/b'), '..', '../'],
    ] as const) {
      const lines = brief(await checked(folder, [path])).filter((line) => line.endsWith('no-latest-tag'));
      expect(lines).toEqual([`${prefix}c/d/Dockerfile:1:24 warning no-latest-tag`]);
    }
  });

  test('--config governs every file, its globs relative to its own folder', async () => {
    const cwd = project({
      'ci/strict.yaml': '{ignore: [x], rules: {no-latest-tag: warning}}',
      'policy-check.yaml': 'rules: {no-latest-tag: off}',
      'x/Dockerfile': latest,
      'ci/x/Dockerfile': latest,
    });
    const lines = brief(await checked(cwd, ['--config', 'ci/strict.yaml']));
    expect(lines.filter((line) => line.endsWith('no-latest-tag'))).toEqual([
      'x/Dockerfile:1:24 warning no-latest-tag',
    ]);
  });

  test('--config that is not there is one failure, and nothing is checked', async () => {
    const { code, failures, summary } = await checked(project({ Dockerfile: latest }), [
      '--config',
      'gone.yaml',
    ]);
    expect(failures).toEqual([{ file: 'gone.yaml', message: 'no such file or folder' }]);
    expect(summary.files).toBe(0);
    expect(code).toBe(2);
  });

  test('ignore passes over files and folders, but not what is named outright', async () => {
    const cwd = project({
      'policy-check.yaml': 'ignore: [vendor, "**/*.tmp.yaml", "gen/*/Dockerfile"]',
      'vendor/x/Dockerfile': latest,
      'vendor/policy-check.yaml': 'nonsense',
      'gen/a/Dockerfile': latest,
      'a.tmp.yaml': 'apiVersion: kind: [',
      Dockerfile: clean,
    });
    expect(await checked(cwd)).toMatchObject({ code: 0, summary: { files: 1 } });
    expect(brief(await checked(cwd, ['gen/a/Dockerfile']))).toContain(
      'gen/a/Dockerfile:1:24 error no-latest-tag',
    );
  });
});
