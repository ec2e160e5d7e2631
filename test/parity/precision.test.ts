import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { rules } from '../../src/catalogue.ts';
import { check } from '../../src/check.ts';

// The judgements in precision.yaml are about what the rules say today.

type Judged = { file: string; right?: string[]; wrong?: string[] };

const judged = load(readFileSync(join(import.meta.dirname, 'precision.yaml'), 'utf8')) as Judged[];
const corpus = join(import.meta.dirname, '../../.corpus/dockerfiles');

/** The rules about what is in the final image, the first three practices. */
const aboutContent = rules.filter(({ practice = Infinity }) => practice <= 3).map(({ id }) => id);

test('every finding was read, and at most one in twenty is wrong', async () => {
  const { findings, failures } = await check({ cwd: corpus, paths: judged.map(({ file }) => file) });
  const said = judged.map(({ file }) => ({
    file,
    findings: findings
      .filter((finding) => finding.file === file && aboutContent.includes(finding.rule))
      .map(({ range, rule, token }) => `${range.start.line} ${rule} ${token}`)
      .sort(),
  }));

  expect(failures).toEqual([]);
  expect(said).toEqual(
    judged.map(({ file, right = [], wrong = [] }) => ({ file, findings: [...right, ...wrong].sort() })),
  );
  const wrong = judged.flatMap((each) => each.wrong ?? []).length;
  const right = judged.flatMap((each) => each.right ?? []).length;
  expect(judged.length).toBeGreaterThanOrEqual(60);
  expect(wrong).toBeLessThanOrEqual((wrong + right) / 20);
});
