import { describe, expect, test } from 'vitest';
import { load } from 'js-yaml';
import { rules } from '../src/catalogue.ts';
import { clean, cli, latest, project, settings } from './project.ts';

type Settled = { value: unknown; from: string };
type Printed = {
  file: string;
  configuration: string | null;
  ignored: string | null;
  profile: Settled;
  rules: Record<string, { severity: Settled; parameters: Record<string, Settled> }>;
  buildArgs: Record<string, Settled>;
  target?: Settled;
  platform?: Settled;
};

/** What --print-config says in a folder. */
async function printed(cwd: string, file: string, args: string[] = []): Promise<Printed> {
  const { stdout } = await cli(cwd, ['--print-config', file, '--format', 'json', ...args]);
  return JSON.parse(stdout) as Printed;
}

const configuration = `profile: production
rules:
  pin-digest: warning
  no-latest-tag:
    severity: warning
    parameters: {floating_tags: [latest, dev]}
buildArgs:
  A: 1.10
  B: x
target: release
overrides:
  - files: [deploy/prod/**]
    profile: strict
    rules: {pin-digest: error}
    buildArgs: {B: y}
  - files: ["**/web.yaml", web/]
    rules:
      pin-digest: {severity: off}
      no-latest-tag: {parameters: {floating_tags: [stable]}}
    platform: linux/arm64
`;

/** From the weakest to the strongest: who has a say, and where one value of each kind comes from then. */
describe('one source over the other', () => {
  const inConfiguration = 'policy-check.yaml';
  const first = '(override deploy/prod/**)';
  const second = '(override **/web.yaml, web/)';

  test.each<
    [who: string, file: string, text: string, args: string[], expected: Record<string, [unknown, string]>]
  >([
    [
      'nobody',
      'Dockerfile',
      '',
      [],
      {
        profile: ['recommended', 'default'],
        'pin-digest': ['warning', 'default'],
        'least-privilege': ['warning', 'default'],
        require_numeric: [false, 'default'],
        floating_tags: [['latest'], 'default'],
      },
    ],
    [
      'a profile',
      'Dockerfile',
      'profile: strict',
      [],
      {
        profile: ['strict', `${inConfiguration}:1`],
        'pin-digest': ['error', 'profile strict'],
        'least-privilege': ['error', 'profile strict'],
        require_numeric: [true, 'profile strict'],
        floating_tags: [['latest'], 'default'],
      },
    ],
    [
      'the configuration',
      'Dockerfile',
      configuration,
      [],
      {
        profile: ['production', `${inConfiguration}:1`],
        'pin-digest': ['warning', `${inConfiguration}:3`],
        'least-privilege': ['error', 'profile production'],
        require_numeric: [false, 'default'],
        floating_tags: [['latest', 'dev'], `${inConfiguration}:6`],
        A: ['1.10', `${inConfiguration}:8`],
        B: ['x', `${inConfiguration}:9`],
        target: ['release', `${inConfiguration}:10`],
      },
    ],
    [
      'an override',
      'deploy/prod/db.yaml',
      configuration,
      [],
      {
        profile: ['strict', `${inConfiguration}:13 ${first}`],
        'pin-digest': ['error', `${inConfiguration}:14 ${first}`],
        'least-privilege': ['error', 'profile strict'],
        require_numeric: [true, 'profile strict'],
        floating_tags: [['latest', 'dev'], `${inConfiguration}:6`],
        A: ['1.10', `${inConfiguration}:8`],
        B: ['y', `${inConfiguration}:15 ${first}`],
        target: ['release', `${inConfiguration}:10`],
      },
    ],
    [
      'a later override',
      'deploy/prod/web.yaml',
      configuration,
      [],
      {
        profile: ['strict', `${inConfiguration}:13 ${first}`],
        'pin-digest': ['off', `${inConfiguration}:18 ${second}`],
        floating_tags: [['stable'], `${inConfiguration}:19 ${second}`],
        B: ['y', `${inConfiguration}:15 ${first}`],
        platform: ['linux/arm64', `${inConfiguration}:20 ${second}`],
      },
    ],
    [
      'the command line',
      'deploy/prod/web.yaml',
      configuration,
      ['--profile', 'recommended', '--build-arg', 'B=z', '--target', 't', '--platform', 'linux/s390x'],
      {
        profile: ['recommended', '--profile'],
        'pin-digest': ['off', `${inConfiguration}:18 ${second}`],
        'least-privilege': ['warning', 'default'],
        require_numeric: [false, 'default'],
        floating_tags: [['stable'], `${inConfiguration}:19 ${second}`],
        A: ['1.10', `${inConfiguration}:8`],
        B: ['z', '--build-arg'],
        target: ['t', '--target'],
        platform: ['linux/s390x', '--platform'],
      },
    ],
  ])('%s, for %s', async (_, file, text, args, expected) => {
    const { profile, rules, buildArgs, target, platform } = await printed(
      project({ 'policy-check.yaml': text }),
      file,
      args,
    );
    const all: Record<string, Settled | undefined> = {
      profile,
      'pin-digest': rules['pin-digest']!.severity,
      'least-privilege': rules['least-privilege']!.severity,
      require_numeric: rules['non-root-user']!.parameters['require_numeric'],
      floating_tags: rules['no-latest-tag']!.parameters['floating_tags'],
      ...buildArgs,
      target,
      platform,
    };
    for (const [name, [value, from]] of Object.entries(expected)) {
      expect({ name, ...all[name] }).toEqual({ name, value, from });
    }
    const unsaid = ['A', 'B', 'target', 'platform'].filter((name) => all[name] === undefined);
    expect(unsaid.filter((name) => name in expected)).toEqual([]);
  });
});

describe('--print-config', () => {
  test('has every rule and every parameter', async () => {
    const found = await printed(project({}), 'Dockerfile');
    expect(found).toMatchObject({ file: 'Dockerfile', configuration: null, ignored: null });
    const parameters = (each: (typeof rules)[number]) =>
      Object.keys(each.parameters?.properties ?? {}).sort();
    expect(
      Object.entries(found.rules).map(([id, rule]) => [id, Object.keys(rule.parameters).sort()]),
    ).toEqual(rules.map((each) => [each.id, parameters(each)]));
  });

  test.each([
    [[]],
    [['--build-arg', 'A=1.0']],
    [['--profile', 'strict', '--build-arg', 'A=\u202e\n\u001b[31m: "']],
  ])('prints a configuration that says the same: %j', async (args) => {
    const cwd = project({ 'policy-check.yaml': configuration });
    const { stdout, code } = await cli(cwd, ['--print-config', 'deploy/prod/web.yaml', ...args]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^[\n -~]*$/);
    expect(stdout).toContain('severity: off # policy-check.yaml:18 (override **/web.yaml, web/)');
    expect(stdout).toContain(
      `profile: ${args.length > 2 ? 'strict # --profile' : 'strict # policy-check.yaml:13'}`,
    );
    const again = await printed(project({ 'policy-check.yaml': stdout }), 'Dockerfile');
    const before = await printed(cwd, 'deploy/prod/web.yaml', args);
    const values = (text: Printed) =>
      JSON.stringify(text, (key, value: unknown) => (key === 'from' ? '' : value));
    expect(values({ ...again, file: '', configuration: null })).toBe(
      values({ ...before, file: '', configuration: null }),
    );
    expect(load(stdout)).toBeTypeOf('object');
  });

  test('names the configuration that governs the file, wherever the user is', async () => {
    const cwd = project({
      'policy-check.yaml': 'profile: strict',
      'a/policy-check.yaml': '',
      'ci/other.yaml': 'rules: {pin-digest: off}',
      'a/b/x': '',
    });
    expect((await printed(cwd, 'Dockerfile')).configuration).toBe('policy-check.yaml');
    expect((await printed(cwd, 'a/b/Dockerfile')).configuration).toBe('a/policy-check.yaml');
    expect((await printed(`${cwd}/a/b`, 'Dockerfile')).configuration).toBe('../policy-check.yaml');
    expect(await printed(`${cwd}/a/b`, '../../Dockerfile')).toMatchObject({
      configuration: '../../policy-check.yaml',
      profile: { from: '../../policy-check.yaml:1' },
    });
    const given = await printed(cwd, 'a/b/Dockerfile', ['--config', 'ci/other.yaml']);
    expect(given.configuration).toBe('ci/other.yaml');
    expect(given.rules['pin-digest']!.severity).toEqual({ value: 'off', from: 'ci/other.yaml:1' });
  });

  test.each([
    ['Dockerfile', null],
    ['vendor/a/Dockerfile', 'policy-check.yaml:2 (vendor)'],
    ['gen/a.yaml', 'policy-check.yaml:3 (gen/*.yaml)'],
    ['gen/a/b.yaml', null],
    ['out/a/Dockerfile', '.gitignore (out/)'],
    ['a/tmp.yaml', 'a/.gitignore (tmp.*)'],
    ['node_modules/x/Dockerfile', 'node_modules, which is never entered'],
    ['README.md', 'its name, which is nothing to check'],
    ['Dockerfile-dev', 'its name, which is nothing to check'],
  ])('says what passes over %s: %s', async (file, reason) => {
    const files = ['Dockerfile', 'vendor/a/Dockerfile', 'out/a/Dockerfile', 'node_modules/x/Dockerfile'];
    const manifests = { 'gen/a.yaml': '', 'gen/a/b.yaml': '', 'a/tmp.yaml': '' };
    const cwd = project({
      ...Object.fromEntries(files.map((name) => [name, latest])),
      ...manifests,
      '.git/HEAD': '',
      '.gitignore': 'out/\n',
      'a/.gitignore': 'tmp.*\n',
      'policy-check.yaml': 'ignore:\n  - vendor\n  - gen/*.yaml\n',
    });
    expect((await printed(cwd, file)).ignored).toBe(reason);
  });

  test('says the same as a check does', async () => {
    const cwd = project({
      'policy-check.yaml': 'ignore: [a, "**/*.dev"]',
      'a/Dockerfile': latest,
      'b/Dockerfile.dev': clean,
      'b/Dockerfile': clean,
    });
    const { stdout } = await cli(cwd, ['--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 1 } });
    expect((await printed(cwd, 'a/Dockerfile')).ignored).not.toBeNull();
    expect((await printed(cwd, 'b/Dockerfile.dev')).ignored).not.toBeNull();
    expect((await printed(cwd, 'b/Dockerfile')).ignored).toBeNull();
  });

  test('a broken configuration is said to be broken', async () => {
    const cwd = project({ 'policy-check.yaml': 'profile: stric' });
    const { code, stdout, stderr } = await cli(cwd, ['--print-config', 'Dockerfile']);
    expect(stdout).toBe('');
    expect(stderr).toContain('policy-check.yaml:1:10: profile must be one of');
    expect(code).toBe(2);
  });
});

test('a parameter that is given its default is left out of what the policy is told', () => {
  expect(settings('rules: {no-latest-tag: {parameters: {floating_tags: [latest]}}}')).toEqual({});
});
