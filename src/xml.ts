import { visible } from './terminal.ts';

/** Text in an element. XML 1.0 has no way to write what is not visible. */
export function content(text: string): string {
  return visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Attributes in a start tag, with a space before each. */
export function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${content(String(value)).replaceAll('"', '&quot;')}"`)
    .join('');
}
