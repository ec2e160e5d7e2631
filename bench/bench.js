// Prints how long the program takes as ratios: one file against Node's own start, and 1,000 copies of the examples against
// conftest with the same policies. Ratios hold across machines better than seconds do. Run by `make bench`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
const program = [process.execPath, 'dist/bin.js'];

/** Seconds that a command takes, start and end of the process included. */
function seconds([command, ...args]) {
  const start = process.hrtime.bigint();
  const { status, error } = spawnSync(command, args, { stdio: 'ignore' });
  if (error) throw error;
  // 2 says that something was not checked: then the time means nothing.
  if (status > 1) throw new Error(`${command} ${args.join(' ')} exited with ${status}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The median time of each command; they take turns, so that a busy moment slows all of them. */
function compare(commands, rounds) {
  const times = commands.map(() => []);
  for (let round = 0; round < rounds; round++)
    commands.forEach((command, index) => times[index].push(seconds(command)));
  return times.map((each) => each.sort((a, b) => a - b)[rounds >> 1]);
}

function print(what, mine, other, against) {
  console.log(
    `${what}: ${mine.toFixed(3)} s, ${against} ${other.toFixed(3)} s, ratio ${(mine / other).toFixed(2)}`,
  );
}

const [file, nothing] = compare(
  [
    [...program, 'examples/before/go/Dockerfile'],
    [process.execPath, '-e', '0'],
  ],
  41,
);
print('one Dockerfile', file, nothing, 'node -e 0');

const folder = mkdtempSync(join(tmpdir(), 'policy-check-bench-'));
try {
  // Dockerfiles and manifests only: conftest would parse every JSON file that lies beside them.
  const checkable = (path) => !/\.\w+$/.test(path) || path.endsWith('.yaml');
  for (let copy = 0; copy < 1000; copy++) {
    cpSync('examples', join(folder, `${copy}`), { recursive: true, filter: checkable });
    rmSync(join(folder, `${copy}`, 'after/policy-check.yaml'));
  }
  const [all, conftest] = compare(
    [
      [...program, '--format', 'json', folder],
      ['.tools/conftest', 'test', '-p', 'policies', '--output', 'json', folder],
    ],
    1,
  );
  print('1,000 copies of examples/', all, conftest, 'conftest');
} finally {
  rmSync(folder, { recursive: true });
}
