import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the Makefile keeps the programs that it builds, each under its own name. */
export const toolFolder = join(import.meta.dirname, '../../.tools');

export function tool(name: string): string {
  const path = join(toolFolder, name);
  if (!existsSync(path)) throw new Error(`${name} is not built: run make e2e, which builds it`);
  return path;
}
