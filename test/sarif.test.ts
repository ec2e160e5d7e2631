import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { Log, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import { clean, cli, latest, pod, project } from './project.ts';

// OASIS' own schema; see test/fixtures/schemas.
const ajv = new Draft04.default({ strict: false, allErrors: true });
formats.default(ajv);
const valid = ajv.compile(JSON.parse(readFileSync('test/fixtures/schemas/sarif-schema-2.1.0.json', 'utf8')));

/** The one run in the log of a check. */
async function runOf(cwd: string, args: string[] = []): Promise<Run> {
  const { stdout } = await cli(cwd, ['--format', 'sarif', ...args]);
  const log = JSON.parse(stdout) as Log;
  valid(log);
  expect(valid.errors).toBe(null);
  return log.runs[0]!;
}

describe('the log is valid', () => {
  test.each([
    ['without findings', { Dockerfile: clean }],
    ['with findings', { Dockerfile: latest.repeat(3), 'a b/ü.yaml': `${pod}---\n${pod}` }],
    ['with failures', { Dockerfile: 'nonsense', 'policy-check.yaml': 'nonsense: 1', 'x.yaml': pod }],
    ['with hostile names', { '\n::error::x/%41 ##[x]?#/Dockerfile': latest }],
  ])('%s', async (_, files) => {
    await runOf(project(files));
  });

  test('for all that the examples have', async () => {
    const { results = [], tool } = await runOf('.', ['examples/before']);
    expect(results.length).toBeGreaterThan(50);
    expect(tool.driver.rules!.length).toBeGreaterThan(10);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules![ruleIndex!]!.id).toBe(ruleId);
    const prints = results.map(({ partialFingerprints }) => partialFingerprints!['policyCheck/v1']);
    expect(new Set(prints).size).toBe(results.length);
  });
});

test('a result has the exact region, with the text that is there', async () => {
  const { results } = await runOf(project({ Dockerfile: `\ufeff# 🚀\r\n${latest}` }));
  const result = results!.find(({ ruleId }) => ruleId === 'no-latest-tag')!;
  expect(result.level).toBe('error');
  expect(result.locations![0]!.physicalLocation!.region).toEqual({
    startLine: 2,
    startColumn: 24,
    endLine: 2,
    endColumn: 30,
    snippet: { text: 'latest' },
  });
});

test('a rule has its help, its parameters and a page to read on', async () => {
  const { tool } = await runOf(project({ Dockerfile: latest }));
  const rule = tool.driver.rules!.find(({ id }) => id === 'no-latest-tag')!;
  expect(rule.help!.markdown).toContain('- `floating_tags`: ');
  expect(rule.help!.markdown).toContain('`["latest"]`');
  expect(rule.help!.text).toContain('# policy-check ignore=no-latest-tag reason=');
  expect(rule.helpUri).toMatch(/^https:/);
  expect(rule.defaultConfiguration).toEqual({ level: 'error' });
});

test('what could not be checked is a notification', async () => {
  const { invocations } = await runOf(project({ Dockerfile: latest, 'b.Dockerfile': 'FROM a\nnonsense' }));
  const [invocation] = invocations!;
  expect(invocation!.executionSuccessful).toBe(false);
  expect(invocation!.toolExecutionNotifications).toMatchObject([
    {
      level: 'error',
      message: { text: /unknown instruction/ },
      locations: [
        { physicalLocation: { artifactLocation: { uri: 'b.Dockerfile' }, region: { startLine: 2 } } },
      ],
    },
  ]);
});

describe('addresses', () => {
  const uris = async (cwd: string, path: string) =>
    (await runOf(cwd, [path])).results!.map(
      ({ locations }) => locations![0]!.physicalLocation!.artifactLocation!,
    );

  test('are relative to the root of the repository, wherever in it one is and however one asks', async () => {
    const cwd = project({ '.git/HEAD': '', 'a b/c%/Dockerfile': latest, 'd/e.yaml': pod });
    const expected = { uri: 'a%20b/c%25/Dockerfile', uriBaseId: '%SRCROOT%' };
    expect(await uris(`${cwd}/d`, '../a b')).toContainEqual(expected);
    expect(await uris(`${cwd}/a b`, './c%/Dockerfile')).toContainEqual(expected);
    expect(await uris('/', `${cwd}/a b`)).not.toContainEqual(expected);
    expect(await uris(cwd, `${cwd}/a b`)).toContainEqual(expected);
  });

  test('are absolute outside of it', async () => {
    const cwd = project({ 'in/.git/HEAD': '', 'out side/Dockerfile': latest });
    const uri = pathToFileURL(`${cwd}/out side/Dockerfile`).href;
    expect(await uris(`${cwd}/in`, '../out side')).toContainEqual({ uri });
  });
});
