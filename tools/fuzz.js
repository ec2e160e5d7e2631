// Checks that no input makes the program crash, hang, pass something over in silence or point beside the text.
// Usage: node tools/fuzz.js [inputs] [seed]. The input of each failure is left in .results/.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Milliseconds for everything about one file. */
const bound = 10_000;

process.chdir(join(import.meta.dirname, '..'));
const inputs = Number(process.argv[2] ?? 20_000);
const first = Number(process.argv[3] ?? 1);
const last = first + inputs - 1;

const folder = mkdtempSync(join(tmpdir(), 'policy-check-fuzz-'));
const counts = new Map();
let slowest = { ms: 0 };
let rss = 0;
let failures = 0;

for (let next = first; next <= last;) next = await examine(next);
rmSync(folder, { recursive: true, force: true });

const counted = [...counts].sort().map(([what, count]) => `${count} ${what}`);
console.log(
  `${inputs} inputs from seed ${first}: ${counted.join(', ')}; slowest ${slowest.ms.toFixed(0)} ms ` +
    `(seed ${slowest.end}, ${slowest.kind}); ${(rss / 1e6).toFixed(0)} MB at the end`,
);
process.exitCode = failures > 0 ? 1 : 0;

/** Has the inputs from a seed on examined by a process of their own. Gives the seed after the last one it got to. */
function examine(from) {
  return new Promise((resolve) => {
    const args = ['--import', './tools/typescript.js', 'test/fuzz/main.ts', from, last, folder].map(String);
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
    let current;
    let hangs = false;
    let done = false;
    let timer;
    const watch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        hangs = true;
        child.kill('SIGKILL');
      }, bound);
    };

    createInterface({ input: child.stdio[3] }).on('line', (line) => {
      watch();
      const message = JSON.parse(line);
      if (message.begin !== undefined) current = message.begin;
      if (message.problem !== undefined)
        fail(current, `breaks a promise (path ${message.path})`, message.problem);
      if (message.end === undefined) return;
      count(`${message.kind} ${message.outcome}`);
      rss = message.rss ?? rss;
      if (message.ms > slowest.ms) slowest = message;
      done = message.end === last;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (done) return resolve(last + 1);
      if (current === undefined) throw new Error('the fuzzer itself does not start');
      const what = hangs
        ? `takes more than ${bound} ms`
        : `ends the process (${signal ?? `exit code ${code}`})`;
      fail(current, what, '');
      count(hangs ? 'hung' : 'crashed');
      resolve(current + 1);
    });
  });
}

function fail(seed, what, detail) {
  failures++;
  const kept = join('.results', `fuzz-${seed}`);
  mkdirSync('.results', { recursive: true });
  cpSync(folder, kept, { recursive: true, force: true });
  console.log(
    `seed ${seed} ${what}; the input is in ${kept}; node tools/fuzz.js 1 ${seed} does it again\n${detail}`,
  );
}

function count(what) {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
