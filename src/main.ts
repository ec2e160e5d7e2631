import { constants } from 'node:os';
import { run } from './cli.ts';
import { createProgress } from './progress.ts';
import { visible } from './terminal.ts';

/** Runs the program in this process. */
export async function main(): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads our output may have seen enough of it, as `head` does. Otherwise it is lost, on a full disk say.
  const lost = ({ code }: NodeJS.ErrnoException) =>
    code !== 'EPIPE' && process.on('exit', () => (process.exitCode = 2));
  stderr.on('error', lost);
  stdout.on('error', (error) => {
    if (lost(error)) stderr.write(`policy-check: cannot write: ${error.message}\n`);
  });
  const drawn = stderr.isTTY && !env['CI'] && env['TERM'] !== 'dumb';
  const progress = createProgress(drawn ? stderr : undefined);
  // What is written is written in one go, so nothing is left half done. Without a bar to take away the system ends the
  // program, at once: a handler has to wait for the file that is being checked.
  for (const signal of drawn ? (['SIGINT', 'SIGTERM'] as const) : []) {
    process.once(signal, () => {
      progress.stop();
      process.exit(128 + constants.signals[signal]);
    });
  }
  // Set, not passed to process.exit(): that would cut off what a pipe has not taken yet.
  try {
    process.exitCode = await run(process.argv.slice(2), {
      stdin: () => readAll(stdin),
      stdout: (text) => void stdout.write(text),
      stderr: (text) => void stderr.write(text),
      env,
      isTTY: Boolean(stdout.isTTY),
      progress,
      cwd: process.cwd(),
    });
  } catch (error) {
    // A mistake of ours. Node itself would exit with 1, which says that everything was checked.
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    stderr.write(`${stack.split('\n').map(visible).join('\n')}\n`);
    process.exitCode = 2;
  }
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
