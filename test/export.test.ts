import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { cli, project } from './project.ts';

const gator = join(import.meta.dirname, '../.tools/gator');
const yaml = (...path: string[]) => load(readFileSync(join(...path), 'utf8')) as any;

test('gator verifies every exported template on a good and a bad object', async () => {
  const folder = project({});
  expect(await cli(folder, ['export', 'gatekeeper', 'kit'])).toEqual({ code: 0, stdout: '', stderr: '' });

  const templates = yaml(folder, 'kit/templates/kustomization.yaml').resources as string[];
  expect(readdirSync(join(folder, 'kit/templates')).sort()).toEqual(
    [...templates, 'kustomization.yaml'].sort(),
  );
  const output = execFileSync(gator, ['verify', '-v', join(folder, 'kit')], { encoding: 'utf8' });
  for (const file of templates) expect(output).toContain(`--- PASS: ${file.replace('.yaml', '')}`);
  expect(output).not.toContain('FAIL');
}, 60_000);

test('settings become enforcement and parameters', async () => {
  const folder = project({
    'policy-check.yaml': `rules:
  pin-digest: error
  no-latest-tag: {severity: warning, parameters: {floating_tags: [latest, main]}}
  least-privilege: off
`,
  });
  await cli(folder, ['export', 'gatekeeper', 'kit']);

  expect(yaml(folder, 'kit/constraints/pin-digest.yaml').spec).toMatchObject({
    enforcementAction: 'deny',
    parameters: { exempt: [] },
  });
  expect(yaml(folder, 'kit/constraints/no-latest-tag.yaml')).toMatchObject({
    kind: 'PolicyCheckNoLatestTag',
    spec: { enforcementAction: 'warn', parameters: { floating_tags: ['latest', 'main'], exempt: [] } },
  });
  expect(existsSync(join(folder, 'kit/constraints/least-privilege.yaml'))).toBe(false);
});

test('the configuration says where the rules are enforced, and how', async () => {
  const folder = project({
    'policy-check.yaml': `rules: {pin-digest: error}
gatekeeper:
  enforcementAction: warn
  rules: {least-privilege: dryrun, no-latest-tag: deny}
  match:
    kinds: [{apiGroups: [argoproj.io], kinds: [Rollout]}]
    excludedNamespaces: [kube-system, 'build-*']
    namespaceSelector: {matchLabels: {environment: production}}
`,
  });
  expect(await cli(folder, ['export', 'gatekeeper', 'kit'])).toMatchObject({ code: 0, stderr: '' });
  const spec = (rule: string) => yaml(folder, `kit/constraints/${rule}.yaml`).spec;
  expect(
    ['pin-digest', 'no-docker-hub', 'least-privilege', 'no-latest-tag'].map(
      (rule) => spec(rule).enforcementAction,
    ),
  ).toEqual(['warn', 'warn', 'dryrun', 'deny']);

  const { kinds, ...match } = spec('pin-digest').match;
  expect(kinds).toEqual([
    ...yaml(folder, 'kit/samples/pin-digest/constraint.yaml').spec.match.kinds,
    { apiGroups: ['argoproj.io'], kinds: ['Rollout'] },
  ]);
  expect(match).toEqual({
    excludedNamespaces: ['kube-system', 'build-*'],
    namespaceSelector: { matchLabels: { environment: 'production' } },
  });
});

test('a template holds the rule as it is, the libraries that it reaches, and its schema', async () => {
  const folder = project({});
  await cli(folder, ['export', 'gatekeeper', 'kit']);
  const { metadata, spec } = yaml(folder, 'kit/templates/no-latest-tag.yaml');
  const [{ source }] = spec.targets[0].code;

  expect(metadata.name).toBe('policychecknolatesttag');
  expect(source.rego).toBe(
    readFileSync(join(import.meta.dirname, '../policies/rules/no-latest-tag/no_latest_tag.rego'), 'utf8'),
  );
  expect(source.libs.some((lib: string) => /^package lib\.reference$/m.test(lib))).toBe(true);
  expect(source.libs.some((lib: string) => /^package lib\.users$/m.test(lib))).toBe(false);
  expect(spec.crd.spec.validation.openAPIV3Schema).toMatchObject({
    type: 'object',
    default: {},
    properties: { floating_tags: { type: 'array', default: ['latest'] } },
  });
});

test('rules about Dockerfiles, and ignores, stay out of the cluster', async () => {
  const folder = project({});
  await cli(folder, ['export', 'gatekeeper', 'kit']);
  const templates = readdirSync(join(folder, 'kit/templates'));
  expect(templates).not.toContain('base-image-arg.yaml');
  expect(templates).not.toContain('suppression.yaml');
});

test('a second export takes away what the first one wrote and nothing else', async () => {
  const folder = project({});
  await cli(folder, ['export', 'gatekeeper', 'kit']);
  writeFileSync(join(folder, 'kit/constraints/mine.yaml'), 'kind: Mine\n');
  writeFileSync(join(folder, 'policy-check.yaml'), 'rules: {pin-digest: off}\n');
  await cli(folder, ['export', 'gatekeeper', 'kit']);

  const constraints = readdirSync(join(folder, 'kit/constraints'));
  expect(constraints).toContain('mine.yaml');
  expect(constraints).toContain('no-latest-tag.yaml');
  expect(constraints).not.toContain('pin-digest.yaml');
});

test('an export overwrites nothing of another origin', async () => {
  const folder = project({ 'kit/kustomization.yaml': 'resources: [mine.yaml]\n' });
  const { code, stderr } = await cli(folder, ['export', 'gatekeeper', 'kit']);
  expect(code).toBe(2);
  expect(stderr).toContain('kit/kustomization.yaml is of another origin and would be overwritten');
  expect(readdirSync(join(folder, 'kit'))).toEqual(['kustomization.yaml']);
});

test('an export leaves another one below it alone', async () => {
  const folder = project({});
  await cli(folder, ['export', 'gatekeeper', 'kit/production']);
  await cli(folder, ['export', 'gatekeeper', 'kit']);
  expect(existsSync(join(folder, 'kit/production/suite.yaml'))).toBe(true);
  expect(existsSync(join(folder, 'kit/production/templates/pin-digest.yaml'))).toBe(true);
});

test('an export follows no links', async () => {
  const folder = project({
    Dockerfile: 'FROM scratch\n',
    'c/x': '',
    'k/x': '',
    'l/x': '',
    'elsewhere/x': '',
  });
  symlinkSync('../Dockerfile', join(folder, 'c/policy-check.json'));
  symlinkSync('../new.yaml', join(folder, 'k/suite.yaml'));
  symlinkSync('../elsewhere', join(folder, 'l/templates'));
  for (const args of [
    ['conftest', 'c'],
    ['gatekeeper', 'k'],
    ['gatekeeper', 'l'],
  ]) {
    const { code, stderr } = await cli(folder, ['export', ...args]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('is of another origin')]);
  }
  expect(readFileSync(join(folder, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n');
  expect(existsSync(join(folder, 'new.yaml'))).toBe(false);
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['x']);
});

test('export conftest writes the settings that the policy reads', async () => {
  const folder = project({ 'policy-check.yaml': 'profile: production\nbuildArgs: {BASE: a}\n' });
  await cli(folder, ['export', 'conftest', 'out', '--target', 'app']);
  expect(JSON.parse(readFileSync(join(folder, 'out/policy-check.json'), 'utf8'))).toMatchObject({
    policy_check: { severity: { 'pin-digest': 'error' }, buildArgs: { BASE: 'a' }, target: 'app' },
  });
});

test('an export says that it leaves overrides out', async () => {
  const folder = project({ 'policy-check.yaml': 'overrides: [{files: [prod], profile: strict}]\n' });
  const { code, stderr } = await cli(folder, ['export', 'conftest', 'out']);
  expect(code).toBe(0);
  expect(stderr).toContain('overrides');
});

test('a folder that cannot be written is a message', async () => {
  const folder = project({ file: '' });
  const { code, stderr } = await cli(folder, ['export', 'gatekeeper', 'file/kit']);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot write to');
});
