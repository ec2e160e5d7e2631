import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { marked } from 'marked';
import type { Tokens } from 'marked';
import type { Log } from 'sarif';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { tool } from '../e2e/tools.ts';
import { clean, cli, latest, pod, project } from '../project.ts';
import { runWorkflow } from './act.ts';
import type { Job } from './act.ts';
import { checkout, folder } from './checkout.ts';
import { snippet } from './page.ts';
import { runIn } from './run.ts';

const root = join(import.meta.dirname, '../..');
const ajv = new Draft04.default({ strict: false });
formats.default(ajv);
const validSarif = ajv.compile(
  JSON.parse(readFileSync(join(root, 'test/fixtures/schemas/sarif-schema-2.1.0.json'), 'utf8')),
);

const out = folder();
const uses = 'OWNER/policy-check@v0.1.0';
const built = folder();
beforeAll(() => {
  for (const name of ['action.yml', 'tools', 'dist'])
    cpSync(join(root, name), join(built, name), { recursive: true });
}, 60_000);

type Inputs = Record<string, string>;

/** What comes of one step with the action. */
function runAction(files: Record<string, string>, inputs: Inputs = {}): Promise<Job> {
  const checkoutStep = { uses: 'actions/checkout@df4cb1c069e1874edd31b4311f1884172cec0e10' };
  const steps = [checkoutStep, { id: 'policy-check', uses, with: inputs }];
  const jobs = { images: { 'runs-on': 'ubuntu-24.04', steps } };
  return runWorkflow(JSON.stringify({ on: 'push', jobs }), files, { [uses]: built });
}

const titles = ({ annotations }: Job) =>
  annotations.map(({ level, properties: { title, file, line } }) => `${level} ${title} ${file}:${line}`);

describe('the workflow of the page', () => {
  const text = snippet('github');

  test('is one, to actionlint', async () => {
    const file = join(out, 'workflow.yml');
    writeFileSync(file, text);
    const { code, output } = await runIn(out, [tool('actionlint'), '-shellcheck=', '-pyflakes=', file]);
    expect(output).toBe('');
    expect(code).toBe(0);
  });

  test('builds the action, annotates, and hands the SARIF on', async () => {
    const [, codeql] = /uses: (github\/codeql-action)\/upload-sarif@[0-9a-f]{40}/.exec(text)!;
    const [upload] = /github\/codeql-action\/upload-sarif@[0-9a-f]{40}/.exec(text)!;
    expect(text).toContain(uses);
    // GitHub itself is not here to take it.
    const takes = folder();
    const sarif = join(out, 'uploaded.sarif');
    cpSync(join(import.meta.dirname, 'upload-sarif'), join(takes, 'upload-sarif'), { recursive: true });
    const job = await runWorkflow(
      text.replace('runs-on: ubuntu-24.04', `$&\n    env: { UPLOADED: '${sarif}' }`),
      { 'api/Dockerfile': latest, 'deploy/pod.yaml': pod },
      { [uses]: checkout(), [upload!.replace(`${codeql}/upload-sarif`, codeql!)]: takes },
    );
    expect(titles(job)).toContain('error no-latest-tag api/Dockerfile:1');
    expect(titles(job)).toContain('error no-latest-tag deploy/pod.yaml:8');
    expect(job.succeeded).toBe(false);
    const log = JSON.parse(readFileSync(sarif, 'utf8')) as Log;
    expect(validSarif(log)).toBe(true);
    expect(log.runs[0]!.results).toHaveLength(job.annotations.length);
  }, 300_000);
});

test('annotations, outputs and the summary are of one run', async () => {
  const job = await runAction({ 'a.Dockerfile': latest, 'b.Dockerfile': 'FROM a\nnonsense', 'c.yaml': pod });
  expect(titles(job).slice(0, 3)).toEqual([
    'error not checked b.Dockerfile:2',
    'error no-latest-tag a.Dockerfile:1',
    'error non-root-user c.yaml:7',
  ]);
  expect(job.outputs).toMatchObject({ files: '2', suppressed: '0', failures: '1' });
  const count = (level: string) => job.annotations.filter((each) => each.level === level).length;
  expect(count('error')).toBe(Number(job.outputs['errors']) + 1);
  expect(count('warning')).toBe(Number(job.outputs['warnings']));
  const { rows, paragraph } = summaryOf(job);
  expect(rows.map(([severity, rule]) => `${severity} ${rule}`.trim())).toEqual(
    job.annotations.map(({ level, properties: { title } }) =>
      title === 'not checked' ? title : `${level} ${title}`,
    ),
  );
  expect(rows[0]).toEqual(['not checked', '', 'b.Dockerfile:2', job.annotations[0]!.message]);
  expect(paragraph).toMatch(/^Files checked: 2, .* not checked: 1$/);
  expect(job.succeeded).toBe(false);
});

test('a summary stays short, and says what it leaves out', async () => {
  const job = await runAction({ Dockerfile: latest.repeat(40) });
  const { rows, rest } = summaryOf(job);
  expect(rows).toHaveLength(50);
  expect(rest).toEqual([`and ${job.annotations.length - 50} more, which the log has`]);
});

describe('inputs', () => {
  test.each<[string, Inputs, boolean]>([
    ['nothing found', { paths: 'clean' }, true],
    ['warnings only', { paths: 'warned' }, true],
    ['warnings, when they count', { paths: 'warned', 'fail-on': 'warning' }, false],
    ['errors', { paths: 'bad' }, false],
    ['errors, when they do not count', { paths: 'clean\nbad', 'fail-on': 'never' }, true],
    ['a stricter profile', { paths: 'warned', profile: 'strict' }, false],
    ['another configuration', { paths: 'bad', config: 'off.yaml' }, true],
    ['build arguments', { paths: 'argued', 'build-args': 'REGISTRY=r.example.com\nTAG=latest' }, false],
    ['no build arguments', { paths: 'argued', 'build-args': 'TAG=1.0' }, true],
    ['a path that is not there', { paths: 'clean\nabsent', 'fail-on': 'never' }, false],
    ['an unknown profile', { paths: 'clean', profile: 'none' }, false],
  ])('%s', async (_, inputs, succeeds) => {
    const warned = 'FROM r.example.com/app:1.0\nUSER 1000\n';
    const job = await runAction(
      {
        'clean/Dockerfile': clean,
        'warned/Dockerfile': warned,
        'bad/Dockerfile': latest,
        'argued/Dockerfile': 'ARG TAG\nFROM r.example.com/app:${TAG}\nUSER 1000\n',
        'off.yaml': 'rules: {no-latest-tag: off}\n',
      },
      inputs,
    );
    expect(job.succeeded, job.log).toBe(succeeds);
    // Whatever makes it fail is shown where people look.
    expect(job.annotations.some(({ level }) => level === 'error') || inputs['fail-on'] === 'warning').toBe(
      !succeeds || inputs['fail-on'] === 'never',
    );
  });

  test('what the baseline knows is not reported', async () => {
    const cwd = project({ Dockerfile: latest });
    await cli(cwd, ['--write-baseline', 'known.json']);
    const known = readFileSync(join(cwd, 'known.json'), 'utf8');
    const files = { Dockerfile: latest, 'new.Dockerfile': clean, 'known.json': known };
    expect(await runAction(files, { baseline: 'known.json' })).toMatchObject({
      succeeded: true,
      annotations: [],
      outputs: { files: '2', errors: '0' },
    });
  });

  test('reports are written beside', async () => {
    const file = join(out, 'junit.xml');
    expect(await runAction({ Dockerfile: clean }, { reports: `junit=${file}` })).toMatchObject({
      succeeded: true,
    });
    expect(readFileSync(file, 'utf8')).toContain('<testsuites');
  });

  test.each(
    Object.keys((parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object }).inputs),
  )('hostile %s are refused, or are values and nothing else', async (name) => {
    const touch = (file: string) => `touch ${join(out, file)}`;
    const hostile = [
      `$(${touch('a')})`,
      `\`${touch('b')}\``,
      `"; ${touch('c')}; "`,
      `'; ${touch('d')}; '`,
      `--format=json=${join(out, 'e')}`,
      `--version`,
      `::error file=x::injected`,
      `x\n::set-output name=errors::0\n::error::injected`,
    ];
    for (const value of name === 'paths' ? [hostile.join('\n')] : [hostile.join(''), hostile[4]!]) {
      const job = await runAction({ Dockerfile: clean }, { [name]: value });
      // Any text is a value of an ARG.
      expect(job.succeeded).toBe(name === 'build-args');
      expect(job.annotations.length > 0).toBe(!job.succeeded);
      expect(job.annotations.map(({ message }) => message)).not.toContain('injected');
      expect(job.log).not.toMatch(/^0\.1\.0$/m);
    }
    for (const file of 'abcde') expect(existsSync(join(out, file))).toBe(false);
  });
});

test('a hostile repository changes neither the log nor the summary', async () => {
  const name = '<img src=x> [a](https:x) `b`|**c** @d\n::error::x.Dockerfile';
  const job = await runAction({ [name]: 'FROM "<b>|x|</b>\\n::error::y":latest\n', 'b.Dockerfile': latest });
  expect(titles(job).filter((title) => title.startsWith('error no-latest-tag'))).toHaveLength(1);
  expect(job.annotations.map(({ message }) => message)).not.toContain('x.Dockerfile');
  const { rows } = summaryOf(job);
  expect(rows).toHaveLength(job.annotations.length);
  expect(rows.map(([, , place]) => place)).toContain(`${name.replace('\n', '\ufffd')}:1`);
});

/** What GitHub shows of a summary: a paragraph, the table's cells as text, paragraphs; nothing else may be in it. */
function summaryOf({ summary }: Job): { paragraph: string; rows: string[][]; rest: string[] } {
  const [heading, paragraph, table, ...rest] = marked.lexer(summary).filter(({ type }) => type !== 'space');
  expect(heading).toMatchObject({ type: 'heading', text: 'policy-check' });
  for (const { type } of rest) expect(type).toBe('paragraph');
  const shown = ({ tokens }: Tokens.TableCell): string => {
    for (const { type } of tokens) expect(['text', 'escape']).toContain(type);
    return tokens.map((token) => (token as Tokens.Text).text).join('');
  };
  return {
    paragraph: (paragraph as Tokens.Paragraph).text,
    rest: rest.map((token) => (token as Tokens.Paragraph).text),
    rows: ((table as Tokens.Table | undefined)?.rows ?? []).map((cells) => cells.map(shown)),
  };
}
