import { lstatSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** The root of the git repository that a folder (an absolute path) is in; undefined when it is in none. */
export function repositoryRoot(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (exists(join(here, '.git'))) return here;
    if (dirname(here) === here) return undefined;
  }
}

/**
 * How CI systems know a file: its path from the root of the repository around `cwd`, or from `cwd` where there is none;
 * the absolute path of what is outside. `/` separates. Standard input stays `-`.
 */
export function namesInRepository(cwd: string): (file: string) => string {
  const root = repositoryRoot(cwd) ?? cwd;
  return (file) => {
    if (file === '-') return file;
    const path = resolve(cwd, file);
    const name = relative(root, path);
    const outside = name === '..' || name.startsWith(`..${sep}`) || isAbsolute(name);
    return (outside ? path : name || '.').split(sep).join('/');
  };
}

/** Whether something is at an absolute path, were it a link that leads nowhere: reading that then says so. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Above a path that is not there, or a file: nothing to find. Anything else shows when the file is read.
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}
