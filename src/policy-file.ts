import { readFileSync } from 'node:fs';
import { openPolicy } from './policy.ts';
import type { Policy } from './policy.ts';

/** Loads the compiled policy that lies beside this module; see `openPolicy`. */
export function loadPolicy(most?: number): Promise<Policy> {
  return openPolicy(policyBytes(), most);
}

/** The compiled policy that lies beside this module. */
export function policyBytes(): Uint8Array {
  return readFileSync(new URL('./policy.wasm', import.meta.url));
}
