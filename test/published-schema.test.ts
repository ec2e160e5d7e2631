import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/catalogue.ts';
import { ajvOptions } from '../src/schemas.ts';
import { openInEditor } from './editor.ts';
import { cli, project, settings } from './project.ts';

const file = join(import.meta.dirname, '../policy-check.schema.json');
const published = JSON.parse(readFileSync(file, 'utf8')) as object;

test('is what `policy-check schema` prints', async () => {
  expect(await cli(project({}), ['schema'])).toEqual({
    code: 0,
    stdout: readFileSync(file, 'utf8'),
    stderr: '',
  });
});

describe('the schema and the program', () => {
  const isValid = new Ajv(ajvOptions).compile(published);

  test.each([
    ['profile: strict', true],
    ['profile: stric', false],
    ['rules: {pin-digest: off}', true],
    ['rules: {pin-digest: {severity: off}}', true],
    ['rules: {pin-digest: {level: off}}', false],
    ['rules: {pin-digest: on}', false],
    ['rules: {pin-digest: [off]}', false],
    ['rules: {no-such-rule: off}', false],
    ['rules: {no-latest-tag: {parameters: {floating_tags: [dev]}}}', true],
    ['rules: {no-latest-tag: {parameters: {floating_tag: [dev]}}}', false],
    ['rules: {required-labels: {parameters: {labels: [{pattern: x}]}}}', false],
    ['rules: {trusted-registry: {parameters: {registries: ["https://r.example.com"]}}}', false],
    ['{buildArgs: {A: 1, B: x, C: true}, target: 0, platform: linux/arm64}', true],
    ['buildArgs: {A: [x]}', false],
    ['platform: arm64', false],
    ['ignore: [vendor]', true],
    ['ignore: [../vendor]', false],
    ['overrides: [{files: [a], profile: strict, rules: {pin-digest: warning}}]', true],
    ['overrides: [{profile: strict}]', false],
    ['overrides: [{files: [a], overrides: []}]', false],
    ['gatekeeper: {enforcementAction: warn, match: {namespaces: [shop]}}', true],
    ['gatekeeper: {enforcementAction: off}', false],
  ])('agree about %j: %j', (text, valid) => {
    expect(isValid(load(text)), JSON.stringify(isValid.errors)).toBe(valid);
    expect(typeof settings(text) === 'object').toBe(valid);
  });

  test('give every example in it', () => {
    const { properties } = published as { properties: Record<string, { examples?: unknown[] }> };
    for (const [key, { examples = [] }] of Object.entries(properties)) {
      for (const example of examples) {
        expect(isValid({ [key]: example }), key).toBe(true);
        expect(settings(JSON.stringify({ [key]: example }))).toBeTypeOf('object');
      }
    }
  });
});

describe('in an editor', () => {
  const text = `# yaml-language-server: $schema=${pathToFileURL(file).href}
profile: stric
rules:
  pin-digest: off
  no-latest-tag:
    severity: warning
    parameters:
      floating_tags: [latest]
      floating_tgs: [dev]
  trusted-registry: ${''}
  no-docker-hub:
    parameters:
      ${''}
gatekeeper:
  match:
    namespces: [shop]
`;

  test('what is wrong is marked, where it is wrong', async () => {
    const editor = await openInEditor(project({}), 'policy-check.yaml', text);
    expect(await editor.problems()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^2:10 .*"recommended", "production", "strict"/),
        '9:7 Property floating_tgs is not allowed.',
        '16:5 Property namespces is not allowed.',
      ]),
    );
  });

  test('what is right is not', async () => {
    const good = text
      .replace(/floating_tgs.*\n/, '')
      .replace('stric', 'strict')
      .split('  trusted')[0]!
      .trimEnd();
    const editor = await openInEditor(project({}), 'policy-check.yaml', `${good}\n`);
    expect(await editor.problems()).toEqual([]);
  });

  test('keys and parameters are explained', async () => {
    const editor = await openInEditor(project({}), 'policy-check.yaml', text);
    const rule = rules.find(({ id }) => id === 'pin-digest')!;
    expect(await editor.hover('pin-digest')).toContain(`${rule.title}\n\n${rule.description}`);
    expect(await editor.hover('floating_tags')).toContain('Tags that are known to move.');
    expect(await editor.hover('profile')).toContain('How much is asked for');
    expect(await editor.hover('match')).toContain("in the words of a Constraint's match");
  });

  test('severities, profiles and parameters are completed', async () => {
    const editor = await openInEditor(project({}), 'policy-check.yaml', text);
    expect(await editor.completions('profile: ')).toEqual(['recommended', 'production', 'strict']);
    expect(await editor.completions('trusted-registry: ')).toEqual(['"off"', 'warning', 'error']);
    expect(await editor.completions('no-docker-hub:\n    parameters:\n      ')).toEqual([
      'aliases',
      'exempt',
      'mirror',
    ]);
  });
});
