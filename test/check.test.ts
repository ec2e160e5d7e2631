import { describe, expect, test } from 'vitest';
import { check } from '../src/index.ts';
import { brief, clean, latest, pod, project } from './project.ts';

const message = expect.any(String);
const range = (line: number, column: number, end: number) => ({
  start: { line, column },
  end: { line, column: end },
});

/** The findings of no-latest-tag alone. */
async function latestTags(cwd: string, paths: string[]) {
  const { findings } = await check({ paths, cwd });
  return findings.filter(({ rule }) => rule === 'no-latest-tag');
}

describe('a finding', () => {
  test('of a Dockerfile', async () => {
    expect(await latestTags(project({ Dockerfile: latest }), ['.'])).toEqual([
      {
        rule: 'no-latest-tag',
        severity: 'error',
        message,
        file: 'Dockerfile',
        kind: 'dockerfile',
        document: 0,
        subject: 'stage 0',
        path: [0, 'Value', 0],
        token: 'latest',
        range: range(1, 24, 30),
      },
    ]);
  });

  test('of a manifest: the document, the item of a top-level list, the path', async () => {
    const listed = `- kind: none\n- ${pod.trimEnd().replaceAll('\n', '\n  ')}\n`;
    const found = await latestTags(project({ 'all.yaml': `# first\n---\n${pod}---\n${listed}` }), [
      'all.yaml',
    ]);
    const common = {
      rule: 'no-latest-tag',
      severity: 'error',
      message,
      file: 'all.yaml',
      kind: 'workload',
      subject: message,
    };
    const path = ['spec', 'containers', 0, 'image'];
    expect(found).toEqual([
      { ...common, document: 1, path, token: 'latest', range: range(10, 32, 38) },
      { ...common, document: 2, path: [1, ...path], token: 'latest', range: range(20, 34, 40) },
    ]);
  });

  test('comes in the order of file, line, column, rule', async () => {
    const cwd = project({
      'b.Dockerfile': `${latest}FROM r.example.com/b:latest\n`,
      'B.Dockerfile': latest,
      'a/Dockerfile': latest,
      'a.yaml': `${pod}${'    - {name: x, image: "r.example.com/y:latest"}\n'.repeat(12)}`,
    });
    const { findings } = await check({ paths: ['.'], cwd });
    const keys = findings.map(
      ({ file, range: { start }, rule }) => [file, start.line, start.column, rule] as const,
    );
    const sorted = keys.toSorted(
      ([file, line, column, rule], [otherFile, otherLine, otherColumn, otherRule]) => {
        const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
        return byName(file, otherFile) || line - otherLine || column - otherColumn || byName(rule, otherRule);
      },
    );
    expect(keys).toEqual(sorted);
    expect(keys.length).toBeGreaterThan(15);
  });
});

test('the summary counts', async () => {
  const cwd = project({
    'a.Dockerfile': clean,
    'b.Dockerfile': latest,
    'c.Dockerfile': `# policy-check ignore=no-latest-tag reason="a test"\n${latest}`,
    'd.yaml': '{',
    'e.Dockerfile': 'nonsense',
  });
  const { version, summary, findings, failures } = await check({ paths: ['.'], cwd });
  expect(version).toBe(1);
  expect(summary).toEqual({
    files: 3,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
    suppressed: 1,
    failures: 1,
  });
  expect(brief({ findings }).filter((line) => line.endsWith('no-latest-tag'))).toEqual([
    'b.Dockerfile:1:24 error no-latest-tag',
  ]);
  expect(failures.map(({ file }) => file)).toEqual(['e.Dockerfile']);
});

describe('options', () => {
  const text =
    'ARG BASE=r.example.com/a:1\nFROM ${BASE} AS first\nUSER 1000\nFROM r.example.com/b:1\nUSER 0\n';
  const rulesFound = async (options: object) => {
    const { findings, failures } = await check({
      paths: ['Dockerfile'],
      cwd: project({ Dockerfile: text }),
      ...options,
    });
    return { rules: new Set(findings.map(({ rule }) => rule)), failures };
  };

  test('buildArgs, target and platform reach the rules', async () => {
    expect((await rulesFound({})).rules).toContain('non-root-user');
    expect((await rulesFound({})).rules).not.toContain('no-latest-tag');
    expect((await rulesFound({ buildArgs: { BASE: 'r.example.com/a:latest' } })).rules).toContain(
      'no-latest-tag',
    );
    expect((await rulesFound({ target: 'first' })).rules).not.toContain('non-root-user');
  });

  test('a target that no stage is called is a failure of the file', async () => {
    expect((await rulesFound({ target: 'nope' })).failures).toEqual([{ file: 'Dockerfile', message }]);
  });

  test('the profile changes severities', async () => {
    const cwd = project({ Dockerfile: 'FROM r.example.com/a:1\nUSER 1000\n' });
    const severity = async (profile: 'recommended' | 'strict') =>
      (await check({ paths: ['.'], cwd, profile })).findings.find(({ rule }) => rule === 'pin-digest')
        ?.severity;
    expect([await severity('recommended'), await severity('strict')]).toEqual(['warning', 'error']);
  });

  test('standard input may be text or bytes', async () => {
    const cwd = project({});
    for (const content of [latest, Buffer.from(latest)]) {
      const { findings } = await check({ paths: ['-'], cwd, stdin: { content } });
      expect(brief({ findings })).toContain('-:1:24 error no-latest-tag');
    }
    expect((await check({ paths: ['-'], cwd })).failures).toEqual([
      { file: '-', message: 'there is no standard input' },
    ]);
  });
});
