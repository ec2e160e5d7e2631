import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { kindOfName } from '../src/kind.ts';
import { cases } from './cases.ts';
import { readCorpus } from './corpus.ts';
import { differencesFrom } from './differences.ts';
import { disagreements, questionsAbout } from './oracle-compare.ts';

// Images, user and labels are what BuildKit itself makes of a Dockerfile, for every target.

const root = join(import.meta.dirname, '..');
const rows = differencesFrom('oracle');

type File = { name: string; text: string };

function filesBelow(folder: string): File[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kindOfName(entry.name) === 'dockerfile')
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') }));
}

function ofCases(): File[] {
  return cases.flatMap(({ id, dockerfile }) =>
    dockerfile === undefined ? [] : [{ name: `test/cases.yaml: ${id}`, text: dockerfile }],
  );
}

/** By file, in what the libs and BuildKit disagree about any of its targets. */
async function disagreeing(files: File[]): Promise<Record<string, string[]>> {
  const questions = files.flatMap(({ name, text }) =>
    questionsAbout(text).map((question) => ({ name, question })),
  );
  const found = await disagreements(questions.map(({ question }) => question));
  const byName: Record<string, string[]> = {};
  questions.forEach(({ name, question }, index) => {
    for (const { kind, text } of found[index]!)
      (byName[name] ??= []).push(
        `${question.target ?? JSON.stringify(question.buildArgs ?? {})} ${kind}: ${text}`,
      );
  });
  return byName;
}

const own = [...ofCases(), ...filesBelow('examples'), ...filesBelow('policies/rules')];
const real = readCorpus().dockerfiles;
const listed = new Set(rows.flatMap(({ files }) => files));

test.each([
  { name: 'our own Dockerfiles', files: own, least: 60 },
  { name: 'real Dockerfiles', files: real, least: 500 },
])(
  '$name come to what BuildKit makes of them',
  async ({ files, least }) => {
    const found = await disagreeing(files);

    expect(Object.entries(found).filter(([name]) => !listed.has(name))).toEqual([]);
    const here = files.map(({ name }) => name).filter((name) => listed.has(name));
    expect(here.filter((name) => !found[name])).toEqual([]);
    expect(files.length).toBeGreaterThan(least);
  },
  120_000,
);

test('every listed file is there', () => {
  const names = new Set([...own, ...real].map(({ name }) => name));
  expect([...listed].filter((name) => !names.has(name))).toEqual([]);
});

test('every listed difference is one', async () => {
  const found = await disagreeing(rows.map(({ id, example }) => ({ name: id, text: example })));
  expect(Object.keys(found)).toEqual(rows.map(({ id }) => id));
}, 60_000);
