import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffLines } from 'diff';
import { expect, test } from 'vitest';
import { rules } from '../../src/catalogue.ts';
import type { Finding } from '../../src/finding.ts';
import type { Settings } from '../../src/settings.ts';
import { subjects } from './files.ts';
import { byRule, find, fixed, isAsSaid, type Found } from './fixes.ts';
import { askOracle, type Answer } from './oracle.ts';
import { questionsAbout } from './oracle-compare.ts';

// Every fix of every file that parity is proved on, under the profile with the most findings.

const mirror = 'mirror.example.com/hub';
const strict: Settings = {
  severity: { 'trusted-registry': 'off' },
  parameters: {
    'base-image-arg': { whole_reference: true },
    'minimal-base-image': { allow_shell: false },
    'no-docker-hub': { mirror },
    'non-root-user': { require_numeric: true },
  },
};

/**
 * In a registry of one's own, an image is known by the end of its name, so that me/ubuntu may pass for ubuntu there. The
 * program does not write such a fix.
 */
const judgedByName = 'minimal-base-image';
const isOfUser = ({ rule, fix }: Finding): boolean =>
  rule === 'no-docker-hub' && !/^\S*\/library\/[^/]*$/.test(fix!.edits[0]!.text);

/** Docker Hub by its mirror and its other names. */
const mirrored = /^(?:mirror\.example\.com\/hub|registry-1\.docker\.io|(?:registry\.)?hub\.docker\.com)\//;

type Tally = Record<string, { found: number; fixable: number }>;
const tally: Tally = {};

/** Fixes a text pass by pass and expects of each what docs/fixes.md says. */
function fixCompletely(first: Found): { after: string; problems: string[] } {
  const problems: string[] = [];
  let current = first;
  for (let pass = 1; ; pass++) {
    const { text, applied } = fixed(current);
    if (applied.length === 0) return { after: text, problems };
    const next = find(first.name, first.kind, text, strict);
    const told = (problem: string) => problems.push(`${first.name}, pass ${pass}: ${problem}`);
    const expected = byRule(current.findings);
    for (const { rule } of applied) expected[rule]!--;
    if (applied.some(isOfUser)) expected[judgedByName] = (expected[judgedByName] ?? 0) + 1;
    const found = byRule(next.findings);
    for (const rule of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      if ((found[rule] ?? 0) > (expected[rule] ?? 0))
        told(`${rule}: ${found[rule]} instead of ${expected[rule] ?? 0}`);
    }
    if (!isAsSaid(current, applied, next)) told('more than what is reported has changed');
    const edits = applied.flatMap(({ fix }) => fix!.edits);
    const removed = diffLines(current.text, text).reduce(
      (sum, part) => sum + (part.removed ? part.count : 0),
      0,
    );
    if (removed > new Set(edits.map(({ range }) => range.start.line)).size) told('other lines have changed');
    if (current.text.endsWith('\n') !== text.endsWith('\n')) told('the end of the file has changed');
    if (!current.text.includes('\r') !== !text.includes('\r') || mixes(text) !== mixes(current.text))
      told('line ends have changed');
    if (pass > 50) throw new Error(`${first.name} is never done`);
    current = next;
  }
}

const mixes = (text: string): boolean => /\r\n/.test(text) && /(?<!\r)\n/.test(text);

/** Each fix alone, as editors offer it. */
function fixOneByOne(found: Found, chosen: (finding: Finding, index: number) => boolean): string[] {
  return found.findings
    .filter(({ fix }) => fix !== undefined)
    .filter(chosen)
    .flatMap((finding) => {
      const { text } = fixed(found, [finding]);
      const expected = byRule(found.findings);
      const left = byRule(find(found.name, found.kind, text, strict).findings);
      const wrong = Object.keys({ ...expected, ...left }).filter(
        (rule) =>
          (left[rule] ?? 0) > (expected[rule] ?? 0) - (rule === finding.rule ? 1 : 0) &&
          !(isOfUser(finding) && rule === judgedByName),
      );
      return wrong.map((rule) => `${found.name}: ${finding.fix!.title} alone: ${rule}`);
    });
}

function look(kind: 'dockerfile' | 'manifest'): Found[] {
  return subjects(kind).flatMap((subject) => {
    if ('refusal' in subject) return [];
    try {
      const { name, text } = subject;
      return [find(name, kind === 'dockerfile' ? kind : 'workload', text, strict)];
    } catch {
      return []; // what the policy refuses to judge
    }
  });
}

function count(files: Found[]): void {
  for (const { findings } of files) {
    for (const { rule, fix } of findings) {
      const entry = (tally[rule] ??= { found: 0, fixable: 0 });
      entry.found++;
      if (fix !== undefined) entry.fixable++;
    }
  }
}

test('fixed Dockerfiles say the same otherwise, to BuildKit too', async () => {
  const files = look('dockerfile');
  count(files);
  const done = files.map((found) => ({ found, ...fixCompletely(found) }));
  const alone = files.flatMap((found, file) => fixOneByOne(found, (_, index) => (file + index) % 5 === 0));
  expect([...done.flatMap(({ problems }) => problems), ...alone]).toEqual([]);

  const changed = done.filter(({ found, after }) => found.text !== after);
  const asked = changed.flatMap(({ found, after }) =>
    questionsAbout(found.text).map((question) => ({
      question,
      after: { ...question, dockerfile: after },
      found,
    })),
  );
  const before = await askOracle(asked.map(({ question }) => question));
  const after = await askOracle(asked.map((each) => each.after));
  const differences = asked.flatMap(({ found, question }, index) => {
    const [left, right] = [meaning(before[index]!), meaning(after[index]!)];
    return left === right
      ? []
      : [`${found.name} ${JSON.stringify(question.target ?? question.buildArgs)}: ${left} → ${right}`];
  });
  expect(differences).toEqual([]);
  expect(changed.length).toBeGreaterThan(800);
}, 600_000);

/** What BuildKit makes of it, but for the labels that MAINTAINER becomes and where the images come from. */
function meaning(answer: Answer): string {
  if ('error' in answer) return 'refused';
  const { images, refused, user, labels, env } = answer;
  const references = images.map(({ reference }) => reference.replace(mirrored, 'docker.io/')).sort();
  const { 'org.opencontainers.image.authors': _, ...others } = labels;
  return JSON.stringify([references, refused.length, user, others, env]);
}

test('fixed manifests say the same otherwise', () => {
  const files = look('manifest');
  count(files);
  const problems = files.flatMap((found) => fixCompletely(found).problems);
  const alone = files.flatMap((found, file) => fixOneByOne(found, (_, index) => (file + index) % 5 === 0));
  expect([...problems, ...alone]).toEqual([]);
}, 600_000);

const fixableOf = (id: string): number => tally[id]?.fixable ?? 0;

test('docs/fixes.md tells of every rule, and has the numbers', () => {
  const rows = rules.flatMap(({ id }) => {
    const { found, fixable } = tally[id] ?? { found: 0, fixable: 0 };
    return fixable === 0
      ? []
      : [`| \`${id}\` | ${found.toLocaleString('en')} | ${fixable.toLocaleString('en')} |`];
  });
  const page = readFileSync(join(import.meta.dirname, '../../docs/fixes.md'), 'utf8');
  const [, fixable = '', others = ''] = page.split(/^## What is.*$/m).map((part) => part.split('\n## ')[0]);
  const named = (part: string) =>
    [...part.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell]) => cell!.slice(1, -1).split('`, `')).sort();
  expect([named(fixable), named(others)]).toEqual([
    rules.filter(({ id }) => fixableOf(id) > 0).map(({ id }) => id),
    rules.filter(({ id }) => fixableOf(id) === 0).map(({ id }) => id),
  ]);
  const table = page.slice(page.indexOf('| rule | findings |'));
  expect(table).toBe(['| rule | findings | with a fix |', '| --- | ---: | ---: |', ...rows, ''].join('\n'));
});
