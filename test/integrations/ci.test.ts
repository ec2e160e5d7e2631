import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import Draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { parse } from 'yaml';
import { clean, latest, pod } from '../project.ts';
import { folder } from './checkout.ts';
import { snippet } from './page.ts';
import { pack, serve } from './registry.ts';
import { bash } from './run.ts';

const schemas = join(import.meta.dirname, '../fixtures/schemas');
const schema = (name: string) => JSON.parse(readFileSync(join(schemas, name), 'utf8')) as object;
const draft04 = new Draft04.default({ strict: false });
formats.default(draft04);

let env: Record<string, string>;
beforeAll(async () => {
  env = { npm_config_registry: await serve(await pack()), npm_config_cache: folder() };
}, 60_000);

/** Runs the lines of a script in a project with these files and nothing else, as a CI system does. */
async function runScript(script: string[], files: Record<string, string>) {
  const cwd = folder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return { cwd, ...(await bash(cwd, script.join('\n'), { ...env, CI: 'true' })) };
}

const bad = { 'api/Dockerfile': latest, 'deploy/pod.yaml': pod, 'values.yaml': 'image: nginx' };

async function expectJUnit(file: string, failures: number): Promise<void> {
  const contents = readFileSync(file, 'utf8');
  const xsd = readFileSync(join(schemas, 'junit-10.xsd'), 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents }], schema: [xsd] });
  expect(errors).toEqual([]);
  expect(contents.match(/<(failure|error) /g) ?? []).toHaveLength(failures);
}

describe('GitLab CI', () => {
  type Job = { script: string[]; artifacts: { when: string; reports: Record<string, string> } };
  const jobs = parse(snippet('gitlab')) as Record<string, Job>;
  const { script, artifacts } = jobs['policy-check']!;
  const valid = new Ajv({ strictTypes: false }).compile(schema('codeclimate.json'));
  const issuesOf = (cwd: string) =>
    JSON.parse(readFileSync(join(cwd, artifacts.reports['codequality']!), 'utf8')) as { severity: string }[];

  test('a job with findings fails and leaves its reports', async () => {
    const { code, output, cwd } = await runScript(script, bad);
    expect(output).toContain('api/Dockerfile:1:24 error no-latest-tag');
    expect(code).toBe(1);
    const issues = issuesOf(cwd);
    for (const issue of issues) expect(valid(issue)).toBe(true);
    const errors = issues.filter(({ severity }) => severity === 'major').length;
    expect(errors).toBe(3);
    await expectJUnit(join(cwd, artifacts.reports['junit']!), errors);
    expect(artifacts.when).toBe('always');
  });

  test('a job without findings passes', async () => {
    const { code, cwd } = await runScript(script, { Dockerfile: clean });
    expect(code).toBe(0);
    expect(issuesOf(cwd)).toEqual([]);
  });

  test('a job that finds nothing to check fails', async () => {
    const { code, output } = await runScript(script, { 'README.md': '' });
    expect(output).toContain('no Dockerfile or Kubernetes manifest found');
    expect(code).toBe(2);
  });
});

describe('Jenkins', () => {
  const text = snippet('jenkins');
  const script = [...text.matchAll(/^\s*sh '(.*)'$/gm)].map(([, line]) => line!);
  const [, junit] = /junit '(.*)'/.exec(text)!;
  const [, sarif] = /sarif\(pattern: '(.*)'\)/.exec(text)!;

  test('a build with findings fails and leaves its reports', async () => {
    expect(script).toHaveLength(1);
    const { code, cwd } = await runScript(script, bad);
    expect(code).toBe(1);
    await expectJUnit(join(cwd, junit!), 3);
    const log = JSON.parse(readFileSync(join(cwd, sarif!), 'utf8')) as Log;
    expect(draft04.validate(schema('sarif-schema-2.1.0.json'), log)).toBe(true);
    expect(log.runs[0]!.results!.filter(({ level }) => level === 'error')).toHaveLength(3);
  });

  test('a build without findings passes', async () => {
    const { code, cwd } = await runScript(script, { Dockerfile: clean });
    expect(code).toBe(0);
    expect(existsSync(join(cwd, sarif!))).toBe(true);
  });
});
