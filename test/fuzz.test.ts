import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Runs the fuzzer on the inputs of fixed seeds and gives all that it says. */
function fuzz(inputs: number, seed: number): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const args = ['tools/fuzz.js', inputs, seed].map(String);
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: join(import.meta.dirname, '..') }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

test('no input makes it crash, hang, keep silent or point beside the text', async () => {
  expect(await fuzz(500, 1)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^500 inputs from seed 1: .*; slowest \d+ ms .*; \d+ MB at the end\n$/),
    stderr: '',
  });
}, 300_000);
