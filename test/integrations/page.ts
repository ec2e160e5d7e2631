import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';
import type { Tokens } from 'marked';

const text = readFileSync(join(import.meta.dirname, '../../docs/integrations.md'), 'utf8');
const tokens = marked.lexer(text);

/** The code on docs/integrations.md with this word behind its language: ```yaml github. */
export function snippet(name: string): { language: string; text: string } {
  const found = tokens.flatMap((token) => {
    const { type, lang, text } = token as Tokens.Code;
    const [language, word] = type === 'code' ? (lang ?? '').split(' ') : [];
    return word === name ? [{ language: language!, text: `${text}\n` }] : [];
  });
  if (found.length !== 1) throw new Error(`docs/integrations.md has ${found.length} snippets called ${name}`);
  return found[0]!;
}
