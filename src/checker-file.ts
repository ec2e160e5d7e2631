import { createChecker as create } from './checker.ts';
import type { Checker } from './checker.ts';
import { policyBytes } from './policy-file.ts';

/** Makes a checker with the policy of this package, independent of any other. */
export function createChecker(): Promise<Checker> {
  return create({ wasm: policyBytes() });
}
