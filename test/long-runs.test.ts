import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { clean, project } from './project.ts';

const bin = resolve('dist/bin.js');
const hasTerminal = spawnSync('script', ['--version']).status === 0;

/** A project that takes seconds to check. */
const long = () => {
  const text = `FROM r.example.com/app:latest\n${'RUN apt-get update && make && echo "$A"\n'.repeat(300)}`;
  return project(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.Dockerfile`, text])));
};

type Screen = { code: number | null; text: string };

/** Runs a command on a terminal of its own, with `CI` unset; types Ctrl-C when `interruptAt` shows. */
function onTerminal(cwd: string, command: string, interruptAt?: string): Promise<Screen> {
  const env = { ...process.env, CI: undefined, TERM: 'xterm', bin };
  const shell = spawn('script', ['-qec', command, '/dev/null'], { cwd, env });
  let text = '';
  shell.stdout.on('data', (chunk: Buffer) => {
    const before = text;
    text += chunk.toString();
    if (interruptAt && text.includes(interruptAt) && !before.includes(interruptAt))
      shell.stdin.write('\u0003');
  });
  return new Promise((done) => void shell.on('close', (code) => done({ code, text })));
}

describe.skipIf(!existsSync(bin) || !hasTerminal)('on a terminal', () => {
  const [hidden, shown] = ['\u001b[?25l', '\u001b[?25h'];

  test('a long run shows a bar, and takes it away before the report', async () => {
    const { code, text } = await onTerminal(long(), '"$bin" --format github');
    const reportAt = text.indexOf('::error');
    const [bar, report] = [text.slice(0, reportAt), text.slice(reportAt)];
    expect(bar).toContain(hidden);
    expect(bar).toMatch(/█.* \d+ of 40 files/);
    // Then the cursor is back, and the line empty.
    const end = bar.slice(bar.lastIndexOf('of 40 files'));
    expect(end).toContain(shown);
    expect(end.endsWith('\u001b[1G\u001b[2K')).toBe(true);
    expect(report).not.toContain('\u001b');
    expect(code).toBe(1);
  });

  test.each(['CI=true', 'TERM=dumb'])('none with %s', async (setting) => {
    const { text } = await onTerminal(long(), `${setting} "$bin" --format json=out.txt; echo $?`);
    expect(text).toBe('1\r\n');
  });

  test('none where standard error goes elsewhere, none for a short run', async () => {
    const elsewhere = await onTerminal(long(), '"$bin" --format json=out.txt 2> err; cat err');
    expect(elsewhere.text).toBe('');
    const short = await onTerminal(project({ Dockerfile: clean }), '"$bin" --format json=out.txt');
    expect(short).toEqual({ code: 0, text: '' });
  });

  test('Ctrl-C ends it: the cursor is back, and the report of before is untouched', async () => {
    const cwd = long();
    await onTerminal(cwd, 'echo old > out.txt');
    const { code, text } = await onTerminal(cwd, '"$bin" --format json=out.txt', 'of 40 files');
    expect(code).toBe(130);
    expect(text.lastIndexOf(shown)).toBeGreaterThan(text.lastIndexOf(hidden));
    expect(readFileSync(join(cwd, 'out.txt'), 'utf8')).toBe('old\n');
    expect(readdirSync(cwd)).toHaveLength(41);
  });
});

describe.skipIf(!existsSync(bin))('a signal', () => {
  // Of a program that a signal ends, a shell says 128 and its number: 130 and 143.
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it', async (signal) => {
    const cwd = project({});
    const child = spawn(process.execPath, [bin, '--format', 'json=out.txt', '-'], { cwd });
    // More than a pipe holds: once it is written, the program is there and waits for the rest.
    await new Promise((written) => child.stdin.write(Buffer.alloc(1_000_000), written));
    child.kill(signal);
    const ended = await new Promise((done) => void child.on('close', (_, by) => done(by)));
    expect(ended).toBe(signal);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('ends it while it works on one file', async () => {
    const cwd = project({ Dockerfile: `FROM a\n${'RUN apt-get update\n'.repeat(20_000)}` });
    const child = spawn(process.execPath, [bin, '--format', 'json=out.txt'], { cwd });
    await setTimeout(1_500);
    child.kill('SIGINT');
    const ended = await new Promise((done) => void child.on('close', (_, by) => done(by)));
    expect(ended).toBe('SIGINT');
  });
});
