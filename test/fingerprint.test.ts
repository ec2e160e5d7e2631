import { expect, test } from 'vitest';
import { fingerprints } from '../src/fingerprint.ts';
import { check } from '../src/index.ts';
import { latest, pod, project } from './project.ts';

/** The fingerprints of what is found in these files, each with its file, rule and subject, in alphabetical order. */
async function identities(files: Record<string, string>, path = '.'): Promise<string[]> {
  const { findings } = await check({ paths: [path], cwd: project(files) });
  return fingerprints(findings).map((print, index) => {
    const { file, rule, subject } = findings[index]!;
    return `${file} ${rule} ${subject} ${print}`;
  });
}

test('is one for each finding, however alike', async () => {
  const copies = 'COPY --from=r.example.com/a:latest /a /a\n'.repeat(3);
  const found = await identities({ Dockerfile: latest + copies, 'a/Dockerfile': latest, 'pod.yaml': pod });
  expect(found.length).toBeGreaterThan(10);
  expect(new Set(found).size).toBe(found.length);
  for (const each of found) expect(each).toMatch(/ [0-9a-f]{64}$/);
});

test.each([
  ['Dockerfile', latest, `# a comment\n\n${latest.replace('FROM ', 'FROM  \\\n  ')}`],
  ['pod.yaml', pod, `# a comment\n---\n${pod.replace('    - name', '    - tty: true\n      name')}`],
])('is the same when %s moves', async (name, before, after) => {
  const found = await identities({ [name]: before });
  expect(found.length).toBeGreaterThan(1);
  expect((await identities({ [name]: after })).sort()).toEqual(found.sort());
});

test('is the same beside new findings', async () => {
  const found = await identities({ Dockerfile: latest });
  const more = await identities({
    Dockerfile: `${latest}COPY --from=r.example.com/a:stable /a /a\nRUN apt-get update\n`,
  });
  expect(more).toEqual(expect.arrayContaining(found));
  expect(more.length).toBeGreaterThan(found.length);
});

test('does not depend on how the path was given', async () => {
  const print = (each: string) => each.split(' ').at(-1);
  const files = { 'a/Dockerfile': latest };
  const found = (await identities(files)).map(print);
  expect((await identities(files, './a/Dockerfile')).map(print)).toEqual(found);
  expect((await identities(files, 'b/../a')).map(print)).toEqual(found);
});

// Whoever keeps fingerprints, as a baseline does, loses them when the recipe changes: then it needs a new name.
test('of the recipe v1 stays what it was', () => {
  const finding = {
    rule: 'no-latest-tag',
    severity: 'error' as const,
    message: 'nginx has no tag',
    file: './deploy/web.yaml',
    kind: 'workload' as const,
    document: 0,
    subject: 'Pod/-/web container app',
    path: [],
    range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } },
  };
  expect(fingerprints([finding, finding, { ...finding, token: 'latest' }])).toMatchInlineSnapshot(`
    [
      "5a40d5f0a365d56e4ca9b0826d5826c56c101f23b3a9ff90b99d5d352df357eb",
      "f05ccee4eb01b9c2c25ae3a97babc0cb12e702963f8ad3f821d565c1652960c3",
      "4900d612f9dc4520c7b2ea39dfce3e0a5c4a4a5d9d46cea13db6581f80acad37",
    ]
  `);
});
