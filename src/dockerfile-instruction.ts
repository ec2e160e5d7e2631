import { splitFlags } from './dockerfile-flag.ts';
import { readJsonArray } from './dockerfile-json.ts';
import { refuse, show, type Line } from './dockerfile-line.ts';
import { trim, type Span } from './dockerfile-source.ts';
import { lowerCase, splitQuoted, splitSpaces, wordAt, type Word } from './dockerfile-word.ts';

/** An instruction as it is written: nothing is expanded, its meaning is not checked. */
export type Instruction = {
  keyword: Word;
  /** The keyword in lower case. */
  name: string;
  /** undefined when nothing follows the keyword. */
  flags?: Word[];
  /** What follows the flags. */
  rest: Span;
  values: Word[];
  /** Whether the values are written as a JSON array. */
  json: boolean;
  /** What ONBUILD is to run. */
  inner?: Instruction;
};

/** What can be read differently from one instruction to the other: the values, and how they are written. */
type Values = Pick<Instruction, 'values' | 'inner'> & { json?: boolean };
type Reader = (line: Line, text: string, rest: Span, keyword: Word) => Values;

const READERS: Record<string, Reader> = {
  add: readList,
  arg: (line, text, rest) => ({ values: splitQuoted(text, rest, line.source.escape) }),
  cmd: readCommand,
  copy: readList,
  entrypoint: readCommand,
  env: readPairs,
  expose: readWords,
  from: readWords,
  healthcheck: readHealthcheck,
  label: readPairs,
  maintainer: readString,
  onbuild: readInner,
  run: readCommand,
  shell: readCommand,
  stopsignal: readString,
  user: readString,
  volume: readList,
  workdir: readString,
};

/** Every keyword, in lower case. */
export const KEYWORDS = Object.keys(READERS);

/**
 * Takes a logical line apart as BuildKit does.
 * @throws InputError for what BuildKit refuses to take apart
 */
export function readInstruction(line: Line): Instruction {
  return readPart(line, line.text, { start: 0, end: line.text.length });
}

/** `text` is the line's, but for a character that the flags before it may have cut. */
function readPart(line: Line, text: string, part: Span): Instruction {
  const { start, end } = trim(text, part);
  const gap = /[\t\v\f\r ]+/g;
  gap.lastIndex = start;
  const match = gap.exec(text);
  const inside = match !== null && match.index < end;
  const keyword = wordAt(text, { start, end: inside ? match.index : end });
  const name = lowerCase(keyword.text);
  const after = splitFlags(text, { start: inside ? gap.lastIndex : end, end }, line.source.escape);
  const rest = trim(after.line, { start: after.start, end });
  const read = Object.hasOwn(READERS, name) ? READERS[name]! : readNothing;
  return {
    keyword,
    name,
    ...(inside && { flags: after.flags }),
    rest,
    json: false,
    ...read(line, after.line, rest, keyword),
  };
}

function readNothing(_line: Line, _text: string, rest: Span): Values {
  return { values: [{ ...rest, text: '' }] };
}

function readString(_line: Line, text: string, rest: Span): Values {
  return { values: rest.start < rest.end ? [wordAt(text, rest)] : [] };
}

function readWords(_line: Line, text: string, rest: Span): Values {
  return { values: rest.start < rest.end ? splitSpaces(text, rest) : [] };
}

function readCommand(line: Line, text: string, rest: Span): Values {
  return readJson(line, text, rest) ?? readString(line, text, rest);
}

function readList(line: Line, text: string, rest: Span): Values {
  return readJson(line, text, rest) ?? readWords(line, text, rest);
}

function readJson(line: Line, text: string, rest: Span): Values | undefined {
  const values = readJsonArray(text, rest);
  if (values === 'mixed')
    refuse(line, rest.start, 'this JSON array has other values than strings: expected strings only');
  return values && { values, json: true };
}

function readHealthcheck(line: Line, text: string, rest: Span): Values {
  const [kind, command] = readWords(line, text, rest).values;
  if (!kind || !command) return { values: kind ? [kind] : [] };
  const { values, ...others } = readCommand(line, text, { start: command.start, end: rest.end });
  return { values: [kind, ...values], ...others };
}

/** ENV and LABEL: a flat list of key, value and what separates them, for each of the pairs. */
function readPairs(line: Line, text: string, rest: Span, keyword: Word): Values {
  const words = splitQuoted(text, rest, line.source.escape);
  const [first] = words;
  if (!first) return { values: [] };
  if (first.text.includes('=')) return { values: words.flatMap((word) => splitPair(line, text, word)) };
  const [key, next] = splitSpaces(text, rest);
  if (!key || !next)
    refuse(line, rest.start, `${keyword.text.toUpperCase()} has a name without a value: expected name=value`);
  const separator = { text: '', start: key.end, end: next.start };
  return { values: [key, wordAt(text, { start: next.start, end: rest.end }), separator] };
}

function splitPair(line: Line, text: string, word: Word): Word[] {
  const equals = word.text.indexOf('=');
  if (equals < 0) refuse(line, word.start, `${show(word.text)} has no "=": expected name=value`);
  const at = word.start + equals;
  return [
    wordAt(text, { start: word.start, end: at }),
    wordAt(text, { start: at + 1, end: word.end }),
    wordAt(text, { start: at, end: at + 1 }),
  ];
}

/** BuildKit refuses an ONBUILD in an ONBUILD as well, however deep. */
function readInner(line: Line, text: string, rest: Span): Values {
  if (rest.start === rest.end) return { values: [] };
  const [keyword] = splitSpaces(text, rest);
  if (lowerCase(keyword!.text) === 'onbuild')
    refuse(line, rest.start, 'ONBUILD cannot trigger another ONBUILD');
  const inner = readPart(line, text, rest);
  return { values: inner.values, json: inner.json, inner };
}
