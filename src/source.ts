import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { InputError } from './errors.ts';
import { decode, maxBytes, refuseTooLarge } from './text.ts';

/** The bytes of a regular file; an InputError for anything else, and for what cannot be read or is too large. */
export function readBytes(path: string): Uint8Array {
  return reading(path, (descriptor, stats) => {
    refuseTooLarge(stats.size);
    const bytes = readFileSync(descriptor);
    refuseTooLarge(bytes.length);
    return bytes;
  });
}

/** The text of a regular file; an InputError for what `readBytes` refuses and for what is not UTF-8. */
export function readText(path: string): string {
  return decode(readBytes(path));
}

/**
 * The beginning of a file as far as ASCII goes, whatever its encoding and size: enough to tell whether a file
 * that cannot be read as text looks like one that should be checked.
 */
export function peek(path: string): string {
  return reading(path, (descriptor) => {
    const bytes = Buffer.alloc(maxBytes);
    // UTF-16 writes an ASCII character as itself and a NUL.
    return bytes.toString('latin1', 0, readSync(descriptor, bytes)).replaceAll('\0', '');
  });
}

function reading<T>(path: string, read: (descriptor: number, stats: Stats) => T): T {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK opening a FIFO would wait for someone to write into it.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw new InputError('this is a folder, not a file');
    if (!stats.isFile())
      throw new InputError(
        'this is not a regular file; to check a stream, give `-` and write it to standard input',
      );
    return read(descriptor, stats);
  } catch (error) {
    throw unreadable(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export const noSuchFile = 'no such file or folder';

const reasons: Record<string, string> = {
  ENOENT: noSuchFile,
  ENOTDIR: noSuchFile,
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a symbolic link that leads to itself',
  ENXIO: 'this is not a regular file',
  ENAMETOOLONG: 'the name is too long',
};

/** An InputError that says why the system refused a file or folder; anything but a system error as it is. */
export function unreadable(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  const code = String((error as NodeJS.ErrnoException).code);
  return new InputError(reasons[code] ?? `cannot be read (${code})`, {}, { cause: error });
}
