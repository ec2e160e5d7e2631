import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A fenced block of a page: what stands behind the fence, the language first, and the text. */
export type Block = { language: string; title: string | undefined; text: string };

/** The fenced blocks of a page below docs/, in their order. */
export function blocksOf(page: string): Block[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs', page), 'utf8');
  return [...text.matchAll(/^```(\S+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language, title, text]) => ({
    language: language!,
    title,
    text: text!,
  }));
}
