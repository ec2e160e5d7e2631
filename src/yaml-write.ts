import type { Json } from './fix.ts';
import { resolve } from './yaml-resolve.ts';

/** The lines of an object in block style, with lists in brackets. `step` is the indentation of each further level. */
export function blockLines(object: { [key: string]: Json }, indent: string, step: string): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const start = `${indent}${textOf(key, false)}:`;
    return isObject(value)
      ? [start, ...blockLines(value, indent + step, step)]
      : [`${start} ${flowText(value, false)}`];
  });
}

/** A value on one line. */
export function flowText(value: Json, quoted: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, quoted)).join(', ')}]`;
  if (!isObject(value)) return typeof value === 'string' ? textOf(value, quoted) : JSON.stringify(value);
  const pairs = Object.entries(value).map(
    ([key, item]) => `${textOf(key, quoted)}: ${flowText(item, quoted)}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** A string, in quotes unless it is a word that means itself to every reader. */
export function textOf(text: string, quoted: boolean): string {
  const isWord = /^[A-Za-z][\w.-]*$/.test(text) && resolve('', text, true) === text;
  return quoted || !isWord ? JSON.stringify(text) : text;
}

/** A value as JSON on lines of its own. */
export function prettyText(value: Json, step: string): string {
  return JSON.stringify(value, null, step);
}

function isObject(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
