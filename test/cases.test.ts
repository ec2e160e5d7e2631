import { dump } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { cases } from './cases.ts';
import { checked, project } from './project.ts';

describe('every case', () => {
  test.each(cases)(
    '$id',
    async ({ dockerfile, manifest, config, fires = [], silent = [], lines = {}, count = {} }) => {
      const file = dockerfile === undefined ? 'manifest.yaml' : 'Dockerfile';
      const folder = project({
        [file]: dockerfile ?? manifest!,
        ...(config && { 'policy-check.yaml': dump(config) }),
      });
      const { findings, failures } = await checked(folder, [file]);
      const linesOf = (id: string) =>
        findings.filter(({ rule }) => rule === id).map(({ range }) => range.start.line);

      expect(failures).toEqual([]);
      expect(fires.filter((rule) => linesOf(rule).length === 0)).toEqual([]);
      expect(silent.filter((rule) => linesOf(rule).length > 0)).toEqual([]);
      for (const [rule, expected] of Object.entries(lines))
        expect({ [rule]: linesOf(rule) }).toEqual({ [rule]: expected });
      for (const [rule, expected] of Object.entries(count))
        expect({ [rule]: linesOf(rule).length }).toEqual({ [rule]: expected });
    },
  );
});
