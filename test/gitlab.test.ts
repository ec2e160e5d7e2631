import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { clean, cli, latest, pod, project } from './project.ts';

// What GitLab's parser asks of each issue; see test/fixtures/schemas.
const schema = JSON.parse(readFileSync('test/fixtures/schemas/codeclimate.json', 'utf8')) as object;
const valid = new Ajv({ strictTypes: false }).compile(schema);

type Issue = {
  check_name: string;
  severity: string;
  fingerprint: string;
  location: { path: string; positions: object };
};

async function issues(cwd: string, args: string[] = []): Promise<Issue[]> {
  const { stdout } = await cli(cwd, ['--format', 'gitlab', ...args]);
  const found = JSON.parse(stdout) as Issue[];
  for (const issue of found) expect(valid(issue), JSON.stringify(issue)).toBe(true);
  // GitLab drops an issue whose fingerprint it has met.
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(found.length);
  return found;
}

test('issues are what GitLab takes', async () => {
  expect(await issues(project({ Dockerfile: clean }))).toEqual([]);
  expect((await issues('.', ['examples/before'])).length).toBeGreaterThan(50);
  const hostile = project({ '\n::error::x/Dockerfile': latest.repeat(3), 'a.yaml': pod });
  expect((await issues(hostile)).length).toBeGreaterThan(10);
});

test('errors are major, warnings minor, what could not be checked critical', async () => {
  const found = await issues(project({ '.git/HEAD': '', 'a/Dockerfile': latest, 'a/b.Dockerfile': 'x' }));
  expect(found.map(({ check_name, severity }) => `${severity} ${check_name}`)).toEqual([
    'minor base-image-arg',
    'minor pin-digest',
    'minor required-labels',
    'major no-latest-tag',
    'critical not-checked',
  ]);
  expect(found.at(-2)!.location).toEqual({
    path: 'a/Dockerfile',
    positions: { begin: { line: 1, column: 24 }, end: { line: 1, column: 30 } },
  });
});
