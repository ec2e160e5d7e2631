import type { Instruction } from './dockerfile-instruction.ts';
import { refuse, show, type Line } from './dockerfile-line.ts';
import { readPhysical, type Span } from './dockerfile-source.ts';
import { splitShell } from './dockerfile-shell.ts';

/** A heredoc as the instruction announces it: `<<NAME`, `<<-NAME` or `<<"NAME"`. */
type Announced = { name: string; expand: boolean; chomp: boolean };

/** A heredoc: `body` and `terminator` (the name that ends it) are spans of the source's text. */
export type Heredoc = Announced & { body: Span; terminator: Span };

/**
 * Reads the bodies of the heredocs that an instruction announces, which follow its line.
 * @throws InputError for a heredoc without an end
 */
export function readHeredocs(line: Line, instruction: Instruction): Heredoc[] {
  const { name, json } = instruction.inner ?? instruction;
  if (json || !['add', 'copy', 'run'].includes(name) || !line.text.includes('<<')) return [];
  const words = splitShell(line.text, { quotes: true, escapes: true }) ?? [];
  const announced = words.map(readAnnounced);
  if (announced.includes('broken'))
    refuse(line, instruction.keyword.start, 'the name of a heredoc is not complete: a quote or } is missing');
  return announced.filter((found) => typeof found === 'object').map((found) => readBody(line, found));
}

/** Whether a word announces a heredoc. */
export function isHeredoc(word: string): boolean {
  return typeof readAnnounced(word) === 'object';
}

function readAnnounced(word: string): Announced | 'broken' | undefined {
  const [head, dash] = /^\d*<<(-?)[\t\n\f\r ]*/.exec(word) ?? [];
  const name = head === undefined ? '' : word.slice(head.length);
  if (name === '' || name.includes('<')) return undefined;
  const words = splitShell(name, { quotes: false, escapes: false });
  if (words && words.length !== 1) return undefined;
  const quoted = splitShell(name, { quotes: true, escapes: false });
  if (!words || quoted?.length !== 1) return 'broken';
  return { name: words[0]!, expand: quotes(words[0]!) === quotes(quoted[0]!), chomp: dash === '-' };
}

const quotes = (text: string): number => text.replace(/[^'"]+/g, '').length;

function readBody(line: Line, announced: Announced): Heredoc {
  const { source } = line;
  const start = source.next;
  for (let physical; (physical = readPhysical(source));) {
    const terminator = { ...physical };
    while (announced.chomp && source.text[terminator.start] === '\t') terminator.start++;
    if (source.text.slice(terminator.start, terminator.end) === announced.name)
      return { ...announced, body: { start, end: physical.start }, terminator };
  }
  const shown = show(announced.name);
  refuse(line, 0, `the heredoc ${shown} has no end: expected a line with ${shown} only`);
}
