import { basename, dirname, join, relative, sep } from 'node:path';
import { gitIgnoredBy, gitIgnoresAbove, withGitIgnoreOf } from './gitignore.ts';
import type { GitIgnores } from './gitignore.ts';
import { kindOfName } from './kind.ts';
import { exists } from './repository.ts';

/** Who wants the file or folder at an absolute path passed over; undefined when nobody does. */
export type IgnoredBy = (path: string) => string | undefined;

export const neverEntered = new Set(['.git', 'node_modules']);

/**
 * What keeps an entry of a folder from being looked at, as `policy-check.yaml:4 (vendor)`; undefined when nothing does.
 * @param cwd - what files are named from
 */
export function passedOverBy(
  path: string,
  isFolder: boolean,
  ignores: { ignoredBy: IgnoredBy; git: GitIgnores; cwd: string },
): string | undefined {
  const { ignoredBy, git, cwd } = ignores;
  if (isFolder && neverEntered.has(basename(path))) return `${basename(path)}, which is never entered`;
  const by = ignoredBy(path);
  if (by !== undefined) return by;
  const found = gitIgnoredBy(git, path, isFolder);
  return found && `${relative(cwd, found.file).split(sep).join('/')} (${found.pattern})`;
}

/** What keeps the file at an absolute path from being met when `cwd` is checked; undefined when nothing does. */
export function whyPassedOver(
  file: string,
  { cwd, ignoredBy }: { cwd: string; ignoredBy: IgnoredBy },
): string | undefined {
  const below = relative(cwd, file).split(sep);
  // Of what is elsewhere, its own folder is what somebody would check.
  const names = below[0] === '..' ? [basename(file)] : below;
  let here = below[0] === '..' ? dirname(file) : cwd;
  let git = gitIgnoresAbove(here);
  for (const [index, name] of names.entries()) {
    const path = join(here, name);
    if (exists(join(here, '.gitignore'))) git = withGitIgnoreOf(here, git);
    const reason = passedOverBy(path, index < names.length - 1, { ignoredBy, git, cwd });
    if (reason !== undefined) return reason;
    here = path;
  }
  return kindOfName(basename(file)) === undefined ? 'its name, which is nothing to check' : undefined;
}
