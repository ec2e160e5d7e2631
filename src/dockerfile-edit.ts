import {
  findHeredoc,
  findToken,
  findWord,
  inSource,
  type Entry,
  type InstructionEntry,
} from './dockerfile-place.ts';
import { rangeOf, skipSpaces, type Source } from './dockerfile-source.ts';
import type { Edit, TextEdit } from './fix.ts';
import { lineBreakNear } from './lines.ts';

/** An edit of the policy's input as one of the text; undefined where what it is about does not stand in one piece. */
export function editEntry(source: Source, entries: Entry[], edit: Edit): TextEdit | undefined {
  const [index, ...path] = edit.path;
  const entry = typeof index === 'number' ? entries[index] : undefined;
  if (entry === undefined || 'comment' in entry || 'value' in edit) return undefined;
  if (path.length === 0) return edit.insert && addLine(source, entry, edit.insert, edit.text);
  const place = findWord(entry, path) ?? findHeredoc(source, entry.heredocs, path);
  if (place === undefined) return undefined;
  const { line, word } = place;
  const part = edit.token === undefined ? word : findToken(line?.text ?? source.text, word, edit);
  if (part === undefined) return undefined;
  const { start, end } = inSource(line, part);
  const isWhole = source.text.slice(start, end) === (edit.token ?? word.text);
  switch (edit.insert) {
    case undefined:
      // Continued lines and what stands between them are nobody's to drop.
      return isWhole ? { range: rangeOf(source, { start, end }), text: edit.text } : undefined;
    case 'before':
      return isWhole ? { range: rangeOf(source, { start, end: start }), text: edit.text } : undefined;
    case 'after': {
      if (edit.token !== undefined && !isWhole) return undefined;
      const text = edit.token === undefined ? continued(source, entry, end, edit.text) : edit.text;
      return { range: rangeOf(source, { start: end, end }), text };
    }
  }
}

/** Adds a line behind an instruction, or before it and the comments right above, which speak of it. */
function addLine(
  source: Source,
  { line, heredocs }: InstructionEntry,
  side: 'before' | 'after',
  added: string,
): TextEdit {
  const { text } = source;
  if (side === 'after') {
    const last = heredocs.at(-1)?.terminator.end ?? inSource(line, { start: 0, end: line.text.length }).end;
    const end = /\r*(?:\n|$)/g;
    end.lastIndex = last;
    const at = end.exec(text)!.index;
    return { range: rangeOf(source, { start: at, end: at }), text: lineBreakNear(text, at, true) + added };
  }
  let at = inSource(line, { start: 0, end: 1 }).start;
  while (at > source.body) {
    const above = Math.max(source.body, text.lastIndexOf('\n', at - 2) + 1);
    if (text[skipSpaces(text, { start: above, end: at - 1 })] !== '#') break;
    at = above;
  }
  return { range: rangeOf(source, { start: at, end: at }), text: added + lineBreakNear(text, at, true) };
}

/**
 * A text that goes on behind an offset where an instruction ends. Where the instruction has several lines and the text
 * begins with an operator, it gets a line of its own like those that do so, or that end with one.
 */
function continued({ text, escape }: Source, { line }: InstructionEntry, end: number, added: string): string {
  const operator = /^ && /.exec(added)?.[0];
  const lines = text.slice(inSource(line, { start: 0, end: 1 }).start, end).split(/\r?\n/);
  const written = lines.filter((each, index) => index === 0 || !/^\s*(?:#|$)/.test(each));
  if (operator === undefined || written.length < 2) return added;
  const lineBreak = ` ${escape}${lineBreakNear(text, end, true)}`;
  const leading = written.findLast((each, index) => index > 0 && each.trimStart().startsWith('&&'));
  const trailing = written.findLastIndex((each) => each.replace(escape, '').trimEnd().endsWith('&&'));
  const indent = (each: string) => /^\s*/.exec(each)![0];
  if (leading === undefined && trailing >= 0)
    return ` &&${lineBreak}${indent(written[trailing + 1]!)}${added.slice(operator.length)}`;
  return `${lineBreak}${indent(leading ?? written[1]!)}${added.trimStart()}`;
}
