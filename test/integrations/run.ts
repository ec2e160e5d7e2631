import { spawnSync } from 'node:child_process';

export type Outcome = { code: number | null; output: string };

/**
 * Runs a program with nothing on standard input and gives what it printed on both outputs, without colours. Repositories
 * and settings of npm around the test, such as those of `npx vitest`, do not show through.
 */
export function runIn(
  cwd: string,
  [program, ...args]: [string, ...string[]],
  env: Record<string, string> = {},
): Outcome {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|GIT_|FORCE_COLOR$)/i.test(name));
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
    input: '',
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  return { code: status, output: stdout + stderr };
}
