import { join } from 'node:path';

/** Where the Makefile keeps the programs that it builds, each under its own name. */
export const toolFolder = join(import.meta.dirname, '../../.tools');

export function tool(name: string): string {
  return join(toolFolder, name);
}
