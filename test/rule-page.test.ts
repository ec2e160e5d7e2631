import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import bundle from '../bundle.json' with { type: 'json' };
import { rules } from '../src/catalogue.ts';
import { brief, checked, cli, latest, pod, project, settings } from './project.ts';

const escape = '\u001b[';

describe.each(rules)('explain $id', (rule) => {
  const page = async () => (await cli(project({}), ['explain', rule.id])).stdout;

  test('says what the catalogue says', async () => {
    const flat = (await page()).replace(/\s+/g, ' ');
    for (const text of [rule.id, rule.title, rule.description, ...(rule.related ?? [])]) {
      expect(flat).toContain(text.replace(/\s+/g, ' '));
    }
    for (const [name, schema] of Object.entries(rule.parameters?.properties ?? {})) {
      expect(flat).toContain(`${name} (`);
      expect(flat).toContain(String(schema['description']).replace(/\s+/g, ' '));
    }
  });

  test('shows the examples, and what a check says of the bad ones', async () => {
    const text = await page();
    const folder = join(import.meta.dirname, '../policies/rules', rule.id);
    const names = rule.subjects.map((kind) => (kind === 'dockerfile' ? 'Dockerfile' : 'yaml'));
    for (const name of names) {
      for (const which of ['bad', 'good']) {
        const lines = readFileSync(join(folder, `${which}.${name}`), 'utf8')
          .trimEnd()
          .split('\n');
        expect(text).toContain(lines.map((line) => `  ${line}`.trimEnd()).join('\n'));
      }
      const parameters = rule.example_parameters && { parameters: rule.example_parameters };
      const cwd = project({
        [`bad.${name}`]: readFileSync(join(folder, `bad.${name}`)),
        'policy-check.yaml': JSON.stringify({ rules: { [rule.id]: { ...parameters } } }),
      });
      const lines = brief(await checked(cwd)).filter((line) => line.endsWith(` ${rule.id}`));
      expect(lines).not.toEqual([]);
      for (const line of lines) expect(text).toContain(`\n${line} in `);
      expect(text.match(new RegExp(`^bad\\.${name}:`, 'gm'))).toHaveLength(lines.length);
    }
  });

  test('shows a configuration that holds', async () => {
    const [, yaml] = /To configure it, in policy-check.yaml\n((?: {2}.*\n)+)/.exec(await page())!;
    expect(settings(yaml!.replace(/^ {2}/gm, ''))).toBeTypeOf('object');
  });

  test('is safe to print, and coloured on a terminal', async () => {
    expect(await page()).not.toContain(escape);
    const { stdout } = await cli(project({}), ['explain', rule.id], { isTTY: true });
    expect(stdout).toContain(escape);
    expect((await cli(project({}), ['explain', rule.id, '--no-color'], { isTTY: true })).stdout).toBe(
      await page(),
    );
  });
});

describe('what explain says of ignoring', () => {
  test('works in a Dockerfile', async () => {
    const { stdout } = await cli(project({}), ['explain', 'no-latest-tag']);
    const [comment] = /# policy-check ignore=.*/.exec(stdout)!;
    const ignore = comment.replace('<why>', 'nightly').replace('<YYYY-MM-DD>', '2999-12-31');
    const { findings, summary } = await checked(project({ Dockerfile: `${ignore}\n${latest}` }));
    expect(findings.map(({ rule }) => rule)).not.toContain('no-latest-tag');
    expect(summary.suppressed).toBe(1);
  });

  test('works on a workload', async () => {
    const { stdout } = await cli(project({}), ['explain', 'no-latest-tag']);
    const [, annotations] = /metadata:\n((?: {4,}.*\n)+)/.exec(stdout)!;
    const ignore = annotations!
      .replace(/^ {2}/gm, '')
      .replace('<why>', 'nightly')
      .replace('<YYYY-MM-DD>', "'2999-12-31'");
    const cwd = project({ 'pod.yaml': pod.replace('metadata:\n', `metadata:\n${ignore}`) });
    const { findings, summary } = await checked(cwd);
    expect(findings.map(({ rule }) => rule)).not.toContain('no-latest-tag');
    expect(findings.map(({ rule }) => rule)).not.toContain('suppression');
    expect(summary.suppressed).toBe(1);
  });
});

test('explain does not listen to the configuration around the package or the user', async () => {
  const cwd = project({ 'policy-check.yaml': 'rules: {no-latest-tag: off}' });
  expect((await cli(cwd, ['explain', 'no-latest-tag'])).stdout).toContain('error no-latest-tag in stage 0');
});

test.each([
  [
    'no-latest-tags',
    'unknown rule "no-latest-tags"; did you mean "no-latest-tag"? known are base-image-arg,',
  ],
  ['xyz', 'unknown rule "xyz"; known are base-image-arg,'],
  ['../../lib\u001b', 'unknown rule "../../lib\\u{1b}"; known are'],
])('explain %j is refused', async (id, message) => {
  const { code, stdout, stderr } = await cli(project({}), ['explain', id]);
  expect(stderr).toContain(message);
  expect(stdout).toBe('');
  expect(code).toBe(2);
});

describe('rules', () => {
  type Row = { id: string; profiles: Record<string, { severity: string; parameters: object }> };

  test('lists every rule with its severities and its title', async () => {
    const { stdout, code } = await cli(project({}), ['rules']);
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head!.split(/ {2,}/)).toEqual(['rule', 'recommended', 'production', 'strict', 'on', 'title']);
    expect(
      lines.map((line) => line.split(/ {2,}/)).map(([id, first, , , on, title]) => [id, first, on, title]),
    ).toEqual(rules.map(({ id, severity, subjects, title }) => [id, severity, subjects.join(', '), title]));
    expect(code).toBe(0);
  });

  test('has colours on a terminal', async () => {
    expect((await cli(project({}), ['rules'], { isTTY: true })).stdout).toContain(escape);
    expect((await cli(project({}), ['rules', '--no-color'], { isTTY: true })).stdout).not.toContain(escape);
  });

  test('as JSON has what each profile makes of them', async () => {
    const { stdout } = await cli(project({}), ['rules', '--format', 'json'], { isTTY: true });
    const rows = JSON.parse(stdout) as Row[];
    expect(rows.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const [profile, { rules: changes = {} }] of Object.entries<{ rules?: Record<string, object> }>(
      bundle.profiles,
    )) {
      for (const [id, change] of Object.entries(changes)) {
        expect(rows.find((row) => row.id === id)!.profiles[profile]).toMatchObject(change);
      }
    }
  });
});
