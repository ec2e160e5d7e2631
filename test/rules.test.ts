import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/catalogue.ts';
import { checked, project } from './project.ts';

const folderOf = (id: string) => join(import.meta.dirname, '../policies/rules', id);

describe.each(rules)('$id', ({ id, subjects, example_parameters }) => {
  const names = { dockerfile: 'Dockerfile', workload: 'yaml' };

  test('has examples for its subjects, and a test', () => {
    for (const [subject, ending] of Object.entries(names)) {
      for (const name of ['bad', 'good']) {
        expect(existsSync(join(folderOf(id), `${name}.${ending}`))).toBe(
          (subjects as string[]).includes(subject),
        );
      }
    }
    expect(existsSync(join(folderOf(id), `${id.replaceAll('-', '_')}_test.rego`))).toBe(true);
  });

  test.each(subjects)('fires on the bad %s and not on the good one', async (subject) => {
    const ending = names[subject as keyof typeof names];
    const [bad, good] = [`bad.${ending}`, `good.${ending}`];
    const folder = project({
      [bad]: readFileSync(join(folderOf(id), bad)),
      [good]: readFileSync(join(folderOf(id), good)),
      'policy-check.yaml': dump({
        rules: { ...(example_parameters && { [id]: { parameters: example_parameters } }) },
      }),
    });
    const { findings, failures } = await checked(folder, [bad, good]);
    expect(failures).toEqual([]);
    const files = findings.filter(({ rule }) => rule === id).map(({ file }) => file);
    expect(files).toContain(bad);
    expect(files).not.toContain(good);
  });
});
