import { visible } from './terminal.ts';

const brand = Symbol('markup');

/** Text that is HTML already: made by `html`, or of our own making. */
export type Markup = { [brand]: string };

type Part = Markup | string | number | undefined | readonly Markup[];

/**
 * A template whose parts become text: nothing in them is markup, and what hides or reorders text is written out, as
 * for a terminal. The one place where that happens. Markup, and lists of it, go in as they are, undefined as nothing.
 * Attributes must be quoted.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const own = literals.get(strings) ?? strings.map((text) => text.replace(/\n\s*/g, '\n'));
  literals.set(strings, own);
  return trusted(own.reduce((text, next, index) => text + inserted(parts[index - 1]) + next));
}

/** What stands between the parts, without the indentation that is for the reader of our code. */
const literals = new WeakMap<TemplateStringsArray, string[]>();

/** Says that a text is HTML. Never of anything that comes from a checked file. */
export function trusted(text: string): Markup {
  return { [brand]: text };
}

export function textOf(markup: Markup): string {
  return markup[brand];
}

function inserted(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'object') return brand in part ? part[brand] : part.map(textOf).join('');
  return visible(String(part)).replace(/[&<>"']/g, (character) => entities[character]!);
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
