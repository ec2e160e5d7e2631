import { readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InputError } from './errors.ts';
import { failure } from './failure.ts';
import type { Failure, Kind } from './finding.ts';
import { gitIgnoresAbove, withGitIgnoreOf } from './gitignore.ts';
import type { GitIgnores } from './gitignore.ts';
import { kindOfName, kindOfNamed } from './kind.ts';
import { neverEntered, passedOverBy, whyPassedOver } from './passed-over.ts';
import type { IgnoredBy } from './passed-over.ts';
import { unreadable } from './source.ts';

/** A file to check. */
export type Candidate = {
  /** As the user would write it: the path as given, or the folder as given joined with the path below it. */
  file: string;
  /** The absolute path. */
  path: string;
  /** By its name; undefined for a file named outright whose name says nothing. */
  kind: Kind | undefined;
  /** Named outright, not met in a folder: then it must be something that can be checked. */
  named: boolean;
};

/**
 * The files that the paths stand for, each once, and what could not be looked into.
 *
 * In folders, what git or `ignoredBy` leaves out is passed over; a file that is given is not, unless `passOver`: then it
 * is there only if checking `cwd` would meet it, and counts as met.
 * Links are followed, but no folder is entered twice through links, and none that holds the link itself.
 */
export function discover(
  paths: readonly string[],
  options: { cwd: string; ignoredBy: IgnoredBy; passOver?: boolean | undefined },
): { candidates: Candidate[]; failures: Failure[] } {
  const { cwd, ignoredBy, passOver = false } = options;
  const candidates = new Map<string, Candidate>();
  const failures: Failure[] = [];
  const entered = new Set<string>();
  let links: (() => void)[] = [];

  function attempt(file: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      failures.push(failure(file, unreadable(error)));
    }
  }

  function add(candidate: Candidate): void {
    const known = candidates.get(candidate.path);
    if (known === undefined || (candidate.named && !known.named)) candidates.set(candidate.path, candidate);
  }

  function walk(shown: string, folder: string, above: GitIgnores): void {
    const real = realpathSync(folder);
    if (entered.has(real)) return;
    entered.add(real);
    const entries = readdirSync(folder, { withFileTypes: true });
    let ignored = above;
    if (entries.some(({ name }) => name === '.gitignore')) {
      attempt(slashed(join(shown, '.gitignore')), () => (ignored = withGitIgnoreOf(folder, above)));
    }
    for (const entry of entries) {
      const file = slashed(join(shown, entry.name));
      attempt(file, () => meet(entry, file, join(folder, entry.name), ignored));
    }
  }

  function meet(entry: Dirent, file: string, path: string, ignored: GitIgnores): void {
    const ignores = { ignoredBy, git: ignored, cwd };
    const passedOver = (isFolder: boolean) => passedOverBy(path, isFolder, ignores) !== undefined;
    const kind = kindOfName(entry.name);
    if (entry.isDirectory()) {
      if (!passedOver(true)) attempt(file, () => walk(file, path, ignored));
    } else if (entry.isSymbolicLink() && leadsToFolder(path)) {
      // To git a link is a file, wherever it leads. After all real folders: what they hold keeps its own name.
      const loop = `${realpathSync(dirname(path))}${sep}`.startsWith(join(realpathSync(path), sep));
      if (!loop && !neverEntered.has(entry.name) && !passedOver(false)) {
        links.push(() => attempt(file, () => walk(file, path, ignored)));
      }
    } else if (kind !== undefined && !passedOver(false)) {
      add({ file, path, kind, named: false });
    }
  }

  for (const given of paths) {
    const path = resolve(cwd, given);
    attempt(slashed(given), () => {
      if (given === '') throw new InputError('an empty path');
      if (statSync(path).isDirectory()) walk(given, path, gitIgnoresAbove(path));
      else if (!passOver || whyPassedOver(path, { cwd, ignoredBy }) === undefined) {
        add({ file: slashed(given), path, kind: kindOfNamed(basename(path)), named: !passOver });
      }
    });
  }
  while (links.length > 0) {
    const found = links;
    links = [];
    for (const enter of found) enter();
  }
  return { candidates: [...candidates.values()], failures };
}

/** Whether a link leads to a folder; what leads nowhere or to itself does not. */
function leadsToFolder(link: string): boolean {
  try {
    return statSync(link, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOOP') return false;
    throw error;
  }
}

/** A path as it is shown everywhere. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
