import type { Document } from './document.ts';

/** What `conftest parse` prints for a file of these inputs. */
export function conftestShape(documents: Document[]): unknown {
  if (documents[0]?.kind === 'dockerfile') return documents.map(({ input }) => input);
  const values: unknown[] = [];
  for (const { index, prefix, input } of documents) {
    if (prefix.length === 0) values[index] = input;
    else ((values[index] ??= []) as unknown[]).push(input);
  }
  // An empty list has no inputs.
  const all = Array.from(values, (value, index) => (index in values ? value : []));
  return all.length === 1 ? all[0] : all;
}
