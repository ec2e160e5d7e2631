import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { InputError } from './errors.ts';

/**
 * Writes a file so that it is the old or the new one whatever happens, never half of it: beside it, then renamed. Folders
 * on the way to it are made. A device or a pipe is written to as it is. `shown` names the file in the InputError.
 */
export function writeAtomically(path: string, text: string, shown: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing === undefined) replace(path, text);
    else if (existing.isFile()) replace(realpathSync(path), text, existing.mode);
    else if (existing.isFIFO()) writeToPipe(path, text);
    else writeFileSync(path, text);
  } catch (error) {
    throw new InputError(`cannot write ${shown}: ${(error as Error).message}`, {}, { cause: error });
  }
}

/** Opening a pipe that nobody reads would wait for ever; this way it fails. */
function writeToPipe(path: string, text: string): void {
  const probe = openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
  try {
    writeFileSync(path, text);
  } finally {
    closeSync(probe);
  }
}

function replace(path: string, text: string, mode?: number): void {
  const temporary = join(dirname(path), `.policy-check-${randomUUID()}`);
  try {
    writeFileSync(temporary, text, { flag: 'wx', flush: true });
    // Set, as a new file gets less than it asks for.
    if (mode !== undefined) chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
