import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folders: string[] = [];
// What a build installs takes its time to remove.
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })), 60_000);

/** A new folder, gone when all tests of the file have run. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'policy-check-')));
  folders.push(path);
  return path;
}

/** Makes a repository of a folder and commits all that is in it. Gives the commit. */
export function commit(cwd: string, message = 'All of it'): string {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd,
      encoding: 'utf8',
    });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', message);
  return git('rev-parse', 'HEAD').trim();
}

/** This project as a fresh clone of it would be, with what is not committed yet: sources only, nothing installed. */
export function checkout(): string {
  const path = folder();
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  for (const name of new Set(listed.split('\0'))) {
    const file = join(root, name);
    if (name !== '' && lstatSync(file, { throwIfNoEntry: false })?.isFile()) cpSync(file, join(path, name));
  }
  return path;
}
