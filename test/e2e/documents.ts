import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A fenced block of a page: the line of its fence, what stands behind the fence, the language first, and the text,
 * without the indentation of a list item.
 */
export type Block = { line: number; language: string; title: string | undefined; text: string };

/** The fenced blocks of a page below docs/, in their order. */
export function blocksOf(page: string): Block[] {
  const found: Block[] = [];
  let open: (Block & { indent: number }) | undefined;
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.trimStart();
    if (!content.startsWith('```')) {
      if (open !== undefined) open.text += `${line.slice(open.indent)}\n`;
    } else if (open === undefined) {
      const [language, ...title] = content.slice(3).split(' ');
      open = {
        line: index + 1,
        language: language!,
        title: title.length > 0 ? title.join(' ') : undefined,
        text: '',
        indent: line.length - content.length,
      };
    } else {
      found.push(open);
      open = undefined;
    }
  }
  return found;
}
