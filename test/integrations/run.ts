import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export type Outcome = { code: number | null; output: string };

/**
 * Runs a program with nothing on standard input and gives what it printed on both outputs, without colours. Repositories
 * and settings of npm around the test, such as those of `npx vitest`, do not show through.
 */
export async function runIn(
  cwd: string,
  [program, ...args]: [string, ...string[]],
  { env = {}, ...more }: { env?: Record<string, string>; uid?: number; gid?: number } = {},
): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|GIT_|FORCE_COLOR$)/i.test(name));
  const child = spawn(program, args, {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...more,
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, output: stdout + stderr };
}

/** The same for lines of a shell script, as CI systems run them: the first that fails ends it. */
export function bash(cwd: string, script: string, env: Record<string, string> = {}): Promise<Outcome> {
  return runIn(cwd, ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { env });
}
