import { error } from '@actions/core';
import type { AnnotationProperties } from '@actions/core';
import { expect, test, vi } from 'vitest';
import { reporters } from '../src/reporters.ts';
import { clean, cli, latest, project } from './project.ts';
import { finding, options, result } from './results.ts';

/** What GitHub's own library writes for an annotation. */
function annotation(message: string, properties: AnnotationProperties): string {
  let written = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((written += text)));
  error(message, properties);
  stdout.mockRestore();
  return written;
}

test.each([
  ['Dockerfile', 'plain'],
  ['a,b:c%25/%2C=d', '100%: a, b :: c %0A'],
])('%s, %s: an annotation is what the library of GitHub writes', async (file, message) => {
  const text = await reporters.github(result([finding([1, 12, 18], { file, message })]), options());
  const place = { file, startLine: 1, endLine: 1, startColumn: 12, endColumn: 18 };
  expect(text.split('\n')[0]).toBe(annotation(message, { title: 'no-latest-tag', ...place }).trimEnd());
});

test('what could not be checked comes first, then errors, then warnings, then a summary', async () => {
  const cwd = project({
    'a.Dockerfile': latest,
    'b.Dockerfile': latest,
    'c.Dockerfile': 'x',
    'd.Dockerfile': clean,
  });
  const { stdout, code } = await cli(cwd, ['--format', 'github']);
  const lines = stdout.trimEnd().split('\n');
  const titles = lines.map((line) => /^::(.* title=.*?),/.exec(line)?.[1]);
  expect(titles.slice(0, 4)).toEqual([
    'error title=not checked',
    'error title=no-latest-tag',
    'error title=no-latest-tag',
    'warning title=base-image-arg',
  ]);
  expect(lines.at(-1)).toBe('3 files checked: 2 errors, 6 warnings, 0 suppressed, 1 could not be checked');
  expect(code).toBe(2);
});

test('names files from the root of the repository', async () => {
  const cwd = project({ '.git/HEAD': '', 'a/Dockerfile': latest });
  expect((await cli(`${cwd}/a`, ['--format', 'github'])).stdout).toContain(',file=a/Dockerfile,line=1,');
});
