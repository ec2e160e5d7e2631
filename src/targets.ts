import { realpathSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { InputError } from './errors.ts';

/**
 * Refuses to write over what a run reads, and to write twice to one file, whichever names or links lead there.
 * @param targets - the files to be written, as the user gave them
 * @param inputs - the files that were read, as the result names them, and the configurations
 */
export function refuseTargets(targets: readonly string[], inputs: readonly string[], cwd: string): void {
  const read = new Map(inputs.map((file) => [identity(resolve(cwd, file)), file]));
  const written = new Map<string, string>();
  for (const target of targets) {
    const path = resolve(cwd, target);
    if (isDevice(path)) continue;
    const id = identity(path);
    const input = read.get(id) ?? (basename(id) === 'policy-check.yaml' ? target : undefined);
    if (input !== undefined) throw new InputError(`${target} would overwrite ${input}, which is read here`);
    const other = written.get(id);
    if (other !== undefined) throw new InputError(`${other} and ${target} are the same file`);
    written.set(id, target);
  }
}

/** What a path leads to in the end; the path itself where nothing is. */
function identity(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isDevice(path: string): boolean {
  try {
    return !statSync(path).isFile();
  } catch {
    return false;
  }
}
