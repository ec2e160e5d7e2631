import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, project } from './project.ts';

const page = readFileSync(join(import.meta.dirname, '../docs/configuration.md'), 'utf8');

/** The code below each marker of this kind. */
function blocks(marker: string): string[] {
  const pattern = new RegExp(`<!-- ${marker} -->\\n\`\`\`\\w+\\n([^]*?)\`\`\``, 'g');
  return [...page.matchAll(pattern)].map(([, code]) => code!);
}

test('the page shows what --print-config prints, with parts left out', async () => {
  const [configuration] = blocks('file: policy-check.yaml');
  const excerpts = blocks('excerpt');
  expect(excerpts).toHaveLength(2);
  for (const excerpt of excerpts) {
    const [command, ...lines] = excerpt.trimEnd().split('\n');
    const args = command!.replace('$ npx policy-check ', '').split(' ');
    const { stdout, code } = await cli(project({ 'policy-check.yaml': configuration! }), args);
    expect(code).toBe(0);
    let rest = stdout;
    for (const part of lines.join('\n').split(/…\n?/)) {
      const at = rest.indexOf(part);
      expect(at, `${part}\nin\n${rest}`).toBeGreaterThanOrEqual(0);
      rest = rest.slice(at + part.length);
    }
  }
});
