import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { brief, checked } from './project.ts';

const examples = join(import.meta.dirname, '../examples');

test('the good examples have no findings under the strict profile', async () => {
  const result = await checked(examples, ['after']);
  expect(brief(result)).toEqual([]);
  expect(result.summary).toMatchObject({ files: 7, failures: 0 });
});

test.each(['java', 'node', 'python'])(
  'what is said of the bad %s image names the base of the good one',
  async (name) => {
    const { findings } = await checked(examples, [`before/${name}/Dockerfile`]);
    const good = readFileSync(join(examples, 'after', name, 'Dockerfile'), 'utf8');
    const [, base] = /RUNTIME_IMAGE=registry\.example\.com\/(\S+)@/.exec(good)!;
    const advice = findings.filter(({ rule }) => rule === 'minimal-base-image').map(({ message }) => message);
    expect(advice).toEqual([expect.stringContaining(`run in gcr.io/${base}`)]);
  },
);

test('what is said of the bad go image leads to a static program', async () => {
  const { findings } = await checked(examples, ['before/go/Dockerfile']);
  const advice = findings.filter(({ rule }) => rule === 'musl-compat').map(({ message }) => message);
  expect(advice).toEqual([expect.stringContaining('build it with CGO_ENABLED=0')]);
  expect(readFileSync(join(examples, 'after/go/Dockerfile'), 'utf8')).toContain('CGO_ENABLED=0 go build');
});
