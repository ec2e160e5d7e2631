import { blocksOf } from '../e2e/documents.ts';

/** The text of the block on docs/integrations.md that has this word behind its language, as in ```yaml github. */
export function snippet(name: string): string {
  const found = blocksOf('integrations.md').filter(({ title }) => title === name);
  if (found.length !== 1) throw new Error(`docs/integrations.md has ${found.length} blocks called ${name}`);
  return found[0]!.text;
}
