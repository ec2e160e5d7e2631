import { basename, dirname, join, relative, sep } from 'node:path';
import { isGitIgnored, withGitIgnoreOf } from './gitignore.ts';
import type { GitIgnores } from './gitignore.ts';
import { kindOfName } from './kind.ts';
import { exists, repositoryRoot } from './repository.ts';

/** The names of folders that are never looked into. */
export const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Whether a walk from the root of its repository, or from its own folder when it is in none, would meet the file at an
 * absolute path: neither its name, nor git, nor `ignores` leaves it or a folder on the way to it out.
 */
export function isMet(file: string, ignores: (path: string) => boolean): boolean {
  const folder = dirname(file);
  const root = repositoryRoot(folder) ?? folder;
  let git: GitIgnores = [];
  let here = root;
  for (const part of relative(root, file).split(sep)) {
    if (exists(join(here, '.gitignore'))) git = withGitIgnoreOf(here, git);
    here = join(here, part);
    const isFolder = here !== file;
    if (isFolder && neverEntered.has(part)) return false;
    if (ignores(here) || isGitIgnored(git, here, isFolder)) return false;
  }
  return kindOfName(basename(file)) !== undefined;
}
