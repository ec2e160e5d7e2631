import { width } from './terminal.ts';

/** Prose in lines of at most so many columns, but for words that are longer; `\n` in it begins a line. */
export function wrap(text: string, columns: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(/ +/)) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && width(longer) > columns) lines.push(word);
      else lines.splice(-1, 1, longer);
    }
    return lines;
  });
}
