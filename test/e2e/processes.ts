import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A process that a test started; `log` is the file with all that it printed. */
export type Running = {
  pid: number;
  log: string;
  /** Its exit code, or null when a signal ended it. */
  exited: Promise<number | null>;
  /** Ends it (SIGTERM unless told otherwise, SIGKILL after 10 s) and waits until it is gone. */
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};

type Options = { env?: Record<string, string>; cwd?: string; log: string };

const alive = new Set<number>();

// However a run ends, nothing is left behind: on Linux by the kernel, which no crash of the runner prevents.
const guard = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', '--'] : [];

process.on('exit', () => {
  for (const pid of alive) end(pid, 'SIGKILL');
});

export function start(command: string, args: string[], { env, cwd, log }: Options): Running {
  const output = openSync(log, 'a');
  const [program, ...words] = [...guard, command, ...args];
  const child = spawn(program!, words, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const pid = child.pid!;
  alive.add(pid);
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      alive.delete(pid);
      resolve(code);
    });
  });
  return {
    pid,
    log,
    exited,
    async stop(signal = 'SIGTERM') {
      if (!alive.has(pid)) return;
      end(pid, signal);
      const reluctant = setTimeout(() => end(pid, 'SIGKILL'), 10_000);
      await exited;
      clearTimeout(reluctant);
    },
  };
}

function end(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** A TCP port on 127.0.0.1 that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until a probe gives something, asking every 50 ms; what it throws counts as nothing. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | false>,
  timeoutMs = 60_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await delay(50);
  }
  throw new Error(`waited ${timeoutMs} ms for ${what}`, { cause });
}
