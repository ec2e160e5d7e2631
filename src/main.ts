import { run } from './cli.ts';

/** Runs the program in this process. */
export async function main(): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  // Whoever reads our output may have seen enough of it, as `head` does.
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  // Not process.exit(): it would cut off what a pipe has not taken yet.
  process.exitCode = await run(process.argv.slice(2), {
    stdin: () => readAll(stdin),
    stdout: (text) => void stdout.write(text),
    stderr: (text) => void stderr.write(text),
    env,
    isTTY: stdout.isTTY,
    cwd: process.cwd(),
  });
}

async function readAll(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
