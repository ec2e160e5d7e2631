import type { Position } from './finding.ts';

/** Something the user can mend: a file that cannot be read or parsed, a wrong option or configuration. */
export class InputError extends Error {
  /** Where in the file it is, as far as known. */
  readonly at: Partial<Position>;

  constructor(message: string, at: Partial<Position> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InputError';
    this.at = at;
  }
}
