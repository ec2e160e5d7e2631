import { InputError } from './errors.ts';
import type { Failure } from './finding.ts';

/** What an InputError says about `file`; any other error is a bug and is thrown on. */
export function failure(file: string, error: unknown): Failure {
  if (!(error instanceof InputError)) throw error;
  return { file, message: error.message, ...error.at };
}
