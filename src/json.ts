import type { Reporter } from './reporters.ts';
import { unsafe } from './terminal.ts';

/** The result as it is. */
export const json: Reporter = (result) => printable(result);

/** A value as JSON. What a terminal would act on is escaped, so the text is safe to print and parses to the same. */
export function printable(value: unknown): string {
  // A newline in it is one of its own: JSON.stringify has escaped those in values.
  return `${escapeUnsafe(JSON.stringify(value, null, 2))}\n`;
}

/** The text with escapes for all but line breaks that a terminal would act on, as JSON and YAML's double quotes have them. */
export function escapeUnsafe(text: string): string {
  return text.replace(unsafe, (found) => (found === '\n' ? found : escaped(found)));
}

function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
