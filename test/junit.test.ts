import { readFileSync } from 'node:fs';
import { parse } from 'junit2json';
import type { TestSuites } from 'junit2json';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { clean, cli, latest, pod, project } from './project.ts';

// Of Jenkins' xUnit plugin; see test/fixtures/schemas.
const schema = readFileSync('test/fixtures/schemas/junit-10.xsd', 'utf8');

/** The report of a check, as libxml2 validates it and a parser for CI systems reads it. */
async function report(cwd: string, args: string[] = []): Promise<TestSuites> {
  const { stdout } = await cli(cwd, ['--format', 'junit', ...args]);
  const { errors } = await validateXML({ xml: stdout, schema });
  expect(errors).toEqual([]);
  return (await parse(stdout)) as TestSuites;
}

/** Each test case as `suite: name outcome`. */
function outcomes({ testsuite }: TestSuites): string[] {
  return testsuite!.flatMap(({ name: suite, testcase = [] }) =>
    testcase.map(({ name, failure, error, skipped }) => {
      const outcome = failure ? 'failure' : error ? 'error' : skipped ? 'skipped' : 'passed';
      return `${suite}: ${name} ${outcome}`;
    }),
  );
}

describe('the report is valid', () => {
  test.each([
    ['without findings', { Dockerfile: clean }],
    ['with findings', { Dockerfile: latest.repeat(3), 'a b/ü.yaml': `${pod}---\n${pod}` }],
    ['with failures', { Dockerfile: 'nonsense', 'policy-check.yaml': 'nonsense: 1', 'x.yaml': pod }],
    ['with hostile names', { '\n::error::x/"\'<&]]>\u0001\uffff/Dockerfile': latest }],
  ])('%s', async (_, files) => {
    await report(project(files));
  });

  test('for all that the examples have', async () => {
    const { tests, testsuite } = await report('.', ['examples']);
    expect(tests).toBeGreaterThan(30);
    expect(testsuite!.map(({ name }) => name)).toContain('examples/after/go/Dockerfile');
  });
});

test('errors fail, warnings are skipped, clean files pass, what could not be checked is an error', async () => {
  const cwd = project({
    'a.Dockerfile': latest,
    'b.Dockerfile': clean,
    'c.Dockerfile': 'nonsense',
    'd.yaml': 'jobs: []\n',
  });
  const found = await report(cwd);
  expect(outcomes(found)).toEqual([
    'a.Dockerfile: base-image-arg skipped',
    'a.Dockerfile: pin-digest skipped',
    'a.Dockerfile: required-labels skipped',
    'a.Dockerfile: no-latest-tag failure',
    'b.Dockerfile: every rule passed',
    'c.Dockerfile: not checked error',
  ]);
  expect(found).toMatchObject({ tests: 6, failures: 1, errors: 1 });
});

test('warnings fail where they fail the run', async () => {
  const cwd = project({ Dockerfile: latest });
  expect(outcomes(await report(cwd, ['--fail-on', 'warning']))).toContain('Dockerfile: pin-digest failure');
  const never = outcomes(await report(cwd, ['--fail-on', 'never']));
  expect(never).toContain('Dockerfile: pin-digest skipped');
  expect(never).toContain('Dockerfile: no-latest-tag failure');
});

test('a case has all that its rule found in the file, each with its place', async () => {
  const { testsuite } = await report(project({ 'p.yaml': `${pod}---\n${pod}` }));
  const { failure } = testsuite![0]!.testcase!.find(({ name }) => name === 'no-latest-tag')!;
  expect(failure![0]!.inner!.split('\n').map((line) => line.replace(/:? .*/, ''))).toEqual(['8:32', '17:32']);
});
