import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/catalogue.ts';
import { ajvOptions, bundle } from '../src/schemas.ts';
import { checked, latest, project, settings } from './project.ts';

describe('a broken configuration', () => {
  const known = rules.map(({ id }) => id).join(', ');

  test.each([
    [
      'rules:\n  no-latest-tags: off',
      '2:3 unknown rule "no-latest-tags" in rules; did you mean "no-latest-tag"? known are ',
    ],
    ['rules: {x: off}', `1:9 unknown rule "x" in rules; known are ${known}`],
    ['profil: strict', '1:1 unknown key "profil"; did you mean "profile"? known are profile, rules, '],
    [
      'profile: stric',
      '1:10 profile must be one of recommended, production, strict, not "stric"; did you mean "strict"?',
    ],
    [
      'rules: {pin-digest: eror}',
      '1:21 rules.pin-digest must be one of off, warning, error, not "eror"; did you mean "error"?',
    ],
    [
      'rules: {required-labels: {parameters: {labels: [{pattern: x}]}}}',
      '1:50 rules.required-labels.parameters.labels[0] must be an object with key or any_of',
    ],
    [
      'rules: {trusted-registry: {parameters: {registries: [""]}}}',
      '1:54 rules.trusted-registry.parameters.registries[0] must be a registry as host[:port][/path]',
    ],
    ['rules: {pin-digest: true}', '1:21 rules.pin-digest must be one of off, warning, error, not true'],
    [
      'rules: {pin-digest: {severity: info}}',
      '1:32 rules.pin-digest.severity must be one of off, warning, error, not "info"',
    ],
    [
      'rules: {pin-digest: {level: error}}',
      '1:22 unknown key "level" in rules.pin-digest; known are severity, parameters',
    ],
    [
      'rules: {no-latest-tag: {parameters: {floating_tag: [x]}}}',
      '1:38 unknown parameter "floating_tag" in rules.no-latest-tag.parameters; did you mean "floating_tags"? known are ',
    ],
    [
      'rules:\n  no-latest-tag:\n    parameters:\n      floating_tags: latest',
      '4:22 rules.no-latest-tag.parameters.floating_tags must be a list, not "latest"',
    ],
    [
      'rules: {no-latest-tag: {parameters: {floating_tags: [a, 1]}}}',
      '1:57 rules.no-latest-tag.parameters.floating_tags[1] must be text, not 1',
    ],
    ['buildArgs: {A: [1]}', '1:13 buildArgs.A must be text, a number or true/false, not a list'],
    ['buildArgs:\n  A:\n', 'buildArgs.A must be text, a number or true/false, not empty'],
    ['platform: a/b/c/d', '1:11 platform must be an operating system, an architecture and perhaps a variant'],
    [
      'gatekeeper: {enforcementAction: audit}',
      '1:33 gatekeeper.enforcementAction must be one of deny, warn, dryrun, not "audit"',
    ],
    [
      'gatekeeper: {rules: {pin-diges: warn}}',
      '1:22 unknown rule "pin-diges" in gatekeeper.rules; did you mean "pin-digest"?',
    ],
    [
      'gatekeeper: {match: {namespaces: [a*b]}}',
      '1:35 gatekeeper.match.namespaces[0] must be the name of a namespace, perhaps with a * at its beginning or end; it is "a*b"',
    ],
    [
      'gatekeeper: {match: {namespaceSelector: {matchLabels: {tier: 1}}}}',
      '1:62 gatekeeper.match.namespaceSelector.matchLabels.tier must be text, not 1',
    ],
    [
      'gatekeeper: {match: {labelSelector: {matchExpressions: [{key: a, operator: In}]}}}',
      '1:58 gatekeeper.match.labelSelector.matchExpressions[0] must be a key with the operator In or NotIn and values',
    ],
    [
      'gatekeeper: {match: {namespaceSelector: {matchLabels: {env: "y z"}}}}',
      '1:61 gatekeeper.match.namespaceSelector.matchLabels.env must be the value of a label',
    ],
    [
      'gatekeeper: {match: {namespaceSelector: {matchLabels: {"bad key!": x}}}}',
      'gatekeeper.match.namespaceSelector.matchLabels',
    ],
    ['ignore: ["./"]', '1:10 ignore[0] must be a glob below the configuration'],
    [`ignore: ["${'('.repeat(20_000)}"]`, '1:10 ignore[0] must be a glob below the configuration'],
    ['overrides: [{profile: strict}]', '1:14 overrides[0] needs the key "files"'],
    ['overrides: [{files: []}]', '1:21 overrides[0].files must not be empty'],
    ['overrides: [{files: [a], ignore: [b]}]', '1:26 unknown key "ignore" in overrides[0]; known are '],
    ['ignore: vendor', '1:9 ignore must be a list, not "vendor"'],
    [
      'ignore: ["!keep"]',
      '1:10 ignore[0] must be a glob below the configuration\'s folder, without a leading "!"',
    ],
    ['ignore: [../x]', '1:10 ignore[0] must be a glob below'],
    ['- a', '1:3 the file must be a mapping, not a list'],
    ['rules: [', '1:9 '],
    ['{a: 1, a: 2}', '1:8 '],
  ])('%j', (text, message) => {
    expect(settings(text)).toContain(message);
    expect(settings(text)).toMatch(/^policy-check\.yaml:\d+:\d+ /);
  });

  test('is one failure; what it governs is not checked, everything else is', async () => {
    const cwd = project({
      'a/policy-check.yaml': 'rules: {nonsense: off}',
      'a/Dockerfile': latest,
      'a/b/Dockerfile': latest,
      'a/c/policy-check.yaml': '',
      'a/c/Dockerfile': latest,
      Dockerfile: latest,
    });
    const result = await checked(cwd);
    expect(result.failures).toEqual([
      { file: 'a/policy-check.yaml', line: 1, column: 9, message: expect.stringContaining('unknown rule') },
    ]);
    expect(result.summary).toMatchObject({ files: 2, failures: 1 });
    expect(new Set(result.findings.map(({ file }) => file))).toEqual(
      new Set(['Dockerfile', 'a/c/Dockerfile']),
    );
    expect(result.code).toBe(2);
  });

  test('that cannot be read is broken too', async () => {
    const cwd = project({ 'a/Dockerfile': latest, 'b/Dockerfile': latest, 'c/Dockerfile': latest });
    mkdirSync(join(cwd, 'a/policy-check.yaml'));
    symlinkSync('gone', join(cwd, 'b/policy-check.yaml'));
    const { summary, failures } = await checked(cwd, ['a', 'b']);
    expect(failures).toEqual([
      { file: 'a/policy-check.yaml', message: 'this is a folder, not a file' },
      { file: 'b/policy-check.yaml', message: 'no such file or folder' },
    ]);
    expect(summary.files).toBe(0);
  });
});

test('a configuration by the wrong name is not passed over', async () => {
  const cwd = project({ 'a/Dockerfile': latest, 'a/policy-check.yml': 'profile: strict\n' });
  const { summary, failures, code } = await checked(cwd);
  expect(failures).toEqual([
    { file: 'a/policy-check.yml', message: 'a configuration is called policy-check.yaml; rename this file' },
  ]);
  expect(summary.files).toBe(0);
  expect(code).toBe(2);
});

describe('bundle.json', () => {
  const validate = new Ajv(ajvOptions).compile(bundle);
  type Bundle = { profiles: Record<string, { rules?: Record<string, object> }> };
  const manifest = JSON.parse(readFileSync('bundle.json', 'utf8')) as Bundle;

  test('is what its schema says', () => {
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
  });

  test.each([
    { 'no-such-rule': { severity: 'error' } },
    { 'pin-digest': { severity: 'fatal' } },
    { 'non-root-user': { parameters: { require_numeric: 'yes' } } },
    { 'non-root-user': { parameters: { numeric: true } } },
  ])('may not say %j', (rules) => {
    const profiles = { ...manifest.profiles, strict: { rules } };
    expect(validate({ ...manifest, profiles })).toBe(false);
  });
});
