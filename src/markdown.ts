import { visible } from './terminal.ts';

/** Text that Markdown shows as it is, whatever it holds, in one line. */
export function plain(text: string): string {
  return visible(text).replaceAll(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Text as code, as it is. */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(({ 0: ticks }) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const blank = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${blank}${shown}${blank}${fence}`;
}
