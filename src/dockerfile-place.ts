import type { Heredoc } from './dockerfile-heredoc.ts';
import type { Instruction } from './dockerfile-instruction.ts';
import { sourceOffset, type Comment, type Line } from './dockerfile-line.ts';
import { rangeOf, trim, type Source, type Span } from './dockerfile-source.ts';
import type { Word } from './dockerfile-word.ts';
import type { Path, Range } from './finding.ts';
import { indexOfToken, type Part } from './token.ts';

/** What an entry of the policy's input comes from. */
export type Entry = { comment: Comment } | InstructionEntry;
export type InstructionEntry = { line: Line; instruction: Instruction; heredocs: Heredoc[] };

/** A place: a span of a logical line, or of the source where there is none, and its text if it is not as written. */
type Place = { line?: Line; word: Span & Partial<Word> };

/** The range of what a path names in the policy's input, or of a part of it; of the nearest thing that is there. */
export function locateEntry(source: Source, entries: Entry[], path: Path, part: Part): Range {
  const { line, word } = findPlace(source, entries, path);
  const found = findToken(line?.text ?? source.text, word, part);
  return rangeOf(source, inSource(line, found ?? word));
}

/** The span in the source of a span of a logical line. */
export function inSource(line: Line | undefined, { start, end }: Span): Span {
  if (!line) return { start, end };
  if (end > start) return { start: sourceOffset(line, start), end: sourceOffset(line, end - 1) + 1 };
  // Nothing, such as the value of `ENV A=`, is where what comes before it ends.
  const offset = start > 0 ? sourceOffset(line, start - 1) + 1 : sourceOffset(line, start);
  return { start: offset, end: offset };
}

export function findToken(
  text: string,
  { start, end, ...word }: Span & Partial<Word>,
  { token = '', occurrence }: Part,
): Span | undefined {
  const written = text.slice(start, end);
  const value = word.text ?? written;
  const index = indexOfToken(value, token, occurrence);
  if (index < 0) return undefined;
  const last = index + token.length - 1;
  if (word.parts) return { start: word.parts[index]!.start, end: word.parts[last]!.end };
  // The text of a comment may begin with what is not in the source.
  const from = start + index + written.length - value.length;
  return { start: Math.max(start, from), end: Math.max(start, from + token.length) };
}

function findPlace(source: Source, entries: Entry[], [index, ...path]: Path): Place {
  const entry = typeof index === 'number' ? entries[index] : undefined;
  if (!entry) {
    const first = wholeOf(entries[0]!);
    const last = wholeOf(entries.at(-1)!);
    return {
      word: { start: inSource(first.line, first.word).start, end: inSource(last.line, last.word).end },
    };
  }
  if ('comment' in entry) return path[0] === 'Value' ? { word: entry.comment } : wholeOf(entry);
  return findWord(entry, path) ?? findHeredoc(source, entry.heredocs, path) ?? wholeOf(entry);
}

function wholeOf(entry: Entry): Place {
  if ('comment' in entry) return { word: { start: entry.comment.hash, end: entry.comment.end } };
  const { line } = entry;
  return { line, word: trim(line.text, { start: 0, end: line.text.length }) };
}

export function findWord({ line, instruction }: InstructionEntry, [field, item]: Path): Place | undefined {
  const { keyword, flags, inner, values } = instruction;
  if (field === 'Cmd') return { line, word: keyword };
  if (field === 'SubCmd') return inner && { line, word: inner.keyword };
  const words = field === 'Value' ? values : field === 'Flags' ? flags : field === 'SubFlags' && inner?.flags;
  if (!words || words.length === 0) return undefined;
  const word = typeof item === 'number' ? words[item] : undefined;
  if (word) return { line, word };
  if (field === 'Value') return { line, word: (inner ?? instruction).rest };
  return { line, word: { start: words[0]!.start, end: words.at(-1)!.end } };
}

export function findHeredoc(
  { text }: Source,
  heredocs: Heredoc[],
  [field, item, part]: Path,
): Place | undefined {
  const [first, last] = [heredocs[0], heredocs.at(-1)];
  if (field !== 'Heredocs' || !first || !last) return undefined;
  const heredoc = typeof item === 'number' ? heredocs[item] : undefined;
  if (!heredoc) return { word: { start: first.body.start, end: last.terminator.end } };
  const { body, terminator } = heredoc;
  if (part === 'Name') return { word: terminator };
  if (part !== 'Content') return { word: { start: body.start, end: terminator.end } };
  const lineEnd = /\r?\n$/.exec(text.slice(Math.max(body.start, body.end - 2), body.end))?.[0].length ?? 0;
  return { word: { start: body.start, end: body.end - lineEnd } };
}
