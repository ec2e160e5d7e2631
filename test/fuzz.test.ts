import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('no input makes it crash, hang, keep silent or point beside the text', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/fuzz.js', '500', '1'], {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^500 inputs from seed 1: .*; slowest \d+ ms .*; \d+ MB at the end\n$/);
  expect(status).toBe(0);
}, 120_000);
