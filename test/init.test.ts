import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { schemaId } from '../src/published-schema.ts';
import { ajvOptions, configuration as schema } from '../src/schemas.ts';
import { checked, clean, cli, latest, pod, project } from './project.ts';

const files = {
  Dockerfile: 'ARG BASE=gcr.io/distroless/static:1\nFROM golang:1.26 AS build\nFROM ${BASE} AS run\nUSER 1\n',
  'api/Dockerfile': 'FROM gcr.io/distroless/java:1\nCOPY --from=r.example.com:5000/tool /a /a\nUSER 1\n',
  'deploy/prod/web.yaml': pod,
  'deploy/dev/web.yaml': pod,
  'vendor/x/Dockerfile': latest,
  'chart/templates/web.yaml': `${pod}  {{ .Values.x }}\n`,
  'ci.yaml': 'jobs: []\n',
};

const written = (cwd: string) => readFileSync(join(cwd, 'policy-check.yaml'), 'utf8');

/** With all suggestions taken. */
const taken = (text: string) => text.replace(/^# (?!yaml-language-server)/gm, '');

describe('init', () => {
  test.each([[files], [{ Dockerfile: clean }], [{ 'README.md': '' }]])(
    'changes nothing: %#',
    async (given) => {
      const cwd = project(given);
      const before = await checked(cwd);
      const { code, stdout, stderr } = await cli(cwd, ['init']);
      expect(stdout).toContain('policy-check.yaml is written. It changes nothing yet');
      expect([code, stderr]).toEqual([0, '']);
      expect(await checked(cwd)).toEqual(before);
      for (const profile of ['production', 'strict']) {
        const [now, alone] = [cwd, project(given)].map((folder) => checked(folder, ['--profile', profile]));
        expect(await now).toEqual(await alone);
      }
    },
  );

  test('says what it found, and suggests it', async () => {
    const cwd = project(files);
    const { stdout } = await cli(cwd, ['init']);
    for (const line of [
      '3 Dockerfiles',
      '2 files of workloads',
      '4 registries in use',
      '1 folder for production',
      '1 folder that may not be yours',
      '1 file that cannot be read as it is',
    ]) {
      expect(stdout).toContain(`\n  ${line}\n`);
    }
    expect(written(cwd)).toContain('## Dockerfile has the stages build, run.\n');
    expect(load(taken(written(cwd)))).toMatchObject({
      profile: 'recommended',
      rules: {
        'trusted-registry': {
          parameters: {
            registries: ['r.example.com', 'gcr.io/distroless', 'docker.io/library', 'r.example.com:5000'],
          },
        },
      },
      ignore: ['vendor/**', 'chart/templates/web.yaml'],
      overrides: [{ files: ['deploy/prod/**'], profile: 'production' }],
    });
  });

  test('every suggestion is valid, alone and with the others', async () => {
    for (const given of [files, { 'README.md': '' }]) {
      const cwd = project(given);
      await cli(cwd, ['init']);
      const text = taken(written(cwd));
      const isValid = new Ajv(ajvOptions).compile(schema);
      const all = load(text) as Record<string, unknown>;
      expect(isValid(all), JSON.stringify(isValid.errors)).toBe(true);
      expect(Object.keys(all)).toEqual(Object.keys((schema as { properties: object }).properties));
      for (const [key, value] of Object.entries(all)) expect(isValid({ [key]: value })).toBe(true);
    }
  });

  test('what is taken does what it says', async () => {
    const cwd = project(files);
    await cli(cwd, ['init']);
    const before = await checked(project(files));
    writeFileSync(join(cwd, 'policy-check.yaml'), taken(written(cwd)).replace('target: release', ''));
    const { findings, failures } = await checked(cwd);
    expect(failures).toEqual([]);
    expect(findings.filter(({ file }) => file.startsWith('vendor/'))).toEqual([]);
    expect(findings.map(({ rule }) => rule)).not.toContain('trusted-registry');
    const severe = (all: typeof findings, file: string) =>
      all.filter((each) => each.file === file && each.severity === 'error').length;
    expect(severe(findings, 'deploy/prod/web.yaml')).toBeGreaterThan(
      severe(before.findings, 'deploy/prod/web.yaml'),
    );
    expect(severe(findings, 'deploy/dev/web.yaml')).toBe(severe(before.findings, 'deploy/dev/web.yaml'));
  });

  test('names stand for themselves and cannot break out of their line', async () => {
    const odd = ['[a]/{b}*', 'x\nprofile: strict', '\u001b[31m\u202e', '!(q) \'"#: '];
    const cwd = project(
      Object.fromEntries([
        ...odd.map((name) => [`${name}/vendor/Dockerfile`, latest]),
        ...odd.map((name) => [`${name}/prod/Dockerfile`, latest]),
        ...odd.map((name) => [`${name}/bad/Dockerfile`, `${latest}FRUM\n`]),
      ]),
    );
    await cli(cwd, ['init']);
    const text = written(cwd);
    expect(text).toMatch(/^[\n -~…]*$/);
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      'profile: recommended',
    ]);
    writeFileSync(join(cwd, 'policy-check.yaml'), taken(text).replace('target: release', ''));
    const { failures, summary } = await checked(cwd);
    expect(failures).toEqual([]);
    expect(summary.files).toBe(odd.length);
  });

  test('goes into the folder that is given', async () => {
    const cwd = project({ 'a/Dockerfile': latest });
    expect((await cli(cwd, ['init', 'a'])).stdout).toContain('a/policy-check.yaml is written');
    expect(written(join(cwd, 'a'))).toContain('profile: recommended');
  });

  test('leaves a configuration alone', async () => {
    const cwd = project({ 'policy-check.yaml': 'profile: strict\n' });
    const { code, stdout, stderr } = await cli(cwd, ['init']);
    expect(stderr).toContain('policy-check.yaml is there already');
    expect([code, stdout, written(cwd)]).toEqual([2, '', 'profile: strict\n']);
  });

  test.each([
    [{ 'policy-check.yaml': 'profile: strict', 'a/x': '' }, 'policy-check.yaml governs this folder'],
    [{ 'policy-check.yaml': 'profil: strict', 'a/x': '' }, 'policy-check.yaml:1:1: unknown key "profil"'],
    [{ 'a/policy-check.yml': '' }, 'a/policy-check.yml: a configuration is called policy-check.yaml'],
    [{ a: '' }, 'a is no folder'],
    [{}, 'a is no folder'],
  ])('does not take the place of another one: %j', async (given, message) => {
    const cwd = project(given);
    const { code, stderr } = await cli(cwd, ['init', 'a']);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('names the schema that is installed, or else the published one', async () => {
    const cwd = project({ 'a/b/Dockerfile': latest, 'c/Dockerfile': latest });
    await cli(cwd, ['init', 'c']);
    expect(written(join(cwd, 'c'))).toMatch(`# yaml-language-server: $schema=${schemaId}\n`);
    mkdirSync(join(cwd, 'a/node_modules/policy-check'), { recursive: true });
    writeFileSync(join(cwd, 'a/node_modules/policy-check/policy-check.schema.json'), '{}');
    await cli(cwd, ['init', 'a/b']);
    expect(written(join(cwd, 'a/b'))).toMatch(
      '# yaml-language-server: $schema=../node_modules/policy-check/policy-check.schema.json\n',
    );
  });
});
