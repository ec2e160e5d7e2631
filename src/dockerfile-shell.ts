import { isSpace } from './dockerfile-source.ts';

/** What is kept in the words besides their text. */
type Raw = { quotes: boolean; escapes: boolean };

/** A text while its words are split off. */
type State = {
  text: string;
  at: number;
  raw: Raw;
  /** The word that is being built; substitutions in it start it anew, as they do in BuildKit. */
  word: string;
  depth: number;
};

type Part = { result: string; words: string[] };

/** Nobody nests `${...}` as deep; the limit keeps hostile files from exhausting the stack. */
const MAX_DEPTH = 200;

/** A quote or a substitution without an end, or a substitution of an unknown kind. */
class ShellError extends Error {}

/**
 * Splits a text into words as BuildKit's shell lexer does when no variable has a value: variables stay as written.
 * undefined: the text is no shell text.
 */
export function splitShell(text: string, raw: Raw): string[] | undefined {
  const at = text.startsWith('\ufeff') ? 1 : 0;
  try {
    return readUntil({ text, at, raw, word: '', depth: 0 }, undefined, raw.escapes).words;
  } catch (error) {
    if (error instanceof ShellError) return undefined;
    throw error;
  }
}

/** Reads up to the end, or up to and with a character that has to come. */
function readUntil(state: State, stop: string | undefined, escapes: boolean): Part {
  if (state.depth++ > MAX_DEPTH) throw new ShellError();
  const before = state.raw;
  state.raw = { ...before, escapes };
  const words: string[] = [];
  let result = '';
  let inWord = false;
  state.word = '';
  const add = (text: string): void => {
    state.word += text;
    inWord = true;
  };
  const flush = (): void => {
    if (state.word === '') return;
    words.push(state.word);
    state.word = '';
    inWord = false;
  };
  const addPlain = (char: string): void => {
    if (!isSpace(char.charCodeAt(0))) add(char);
    else if (inWord) flush();
  };
  for (;;) {
    const char = state.text[state.at];
    if (char === undefined) break;
    if (char === stop) {
      state.at++;
      flush();
      state.depth--;
      state.raw = before;
      return { result, words };
    }
    if (char === '$') {
      const value = readDollar(state);
      result += value;
      for (const unit of value) addPlain(unit);
    } else if (char === "'" || char === '"' || char === '<') {
      const value = char === '<' ? readAngle(state) : char === "'" ? readSingle(state) : readDouble(state);
      result += value;
      add(value);
    } else if (char === '\\') {
      const escaped = state.text[state.at + 1] ?? '';
      const value = (escapes ? char : '') + escaped;
      state.at += 2;
      result += value;
      if (value !== '') add(value);
    } else {
      state.at++;
      result += char;
      addPlain(char);
    }
  }
  if (stop !== undefined) throw new ShellError();
  flush();
  return { result, words };
}

function readAngle(state: State): string {
  return take(state, /<(?:<[\t\r ]*)?/y);
}

function readSingle(state: State): string {
  const close = state.text.indexOf("'", state.at + 1);
  if (close < 0) throw new ShellError();
  const inside = state.text.slice(state.at + 1, close);
  state.at = close + 1;
  return state.raw.quotes ? `'${inside}'` : inside;
}

function readDouble(state: State): string {
  let result = '';
  state.at++;
  for (;;) {
    const char = state.text[state.at];
    if (char === undefined) throw new ShellError();
    if (char === '$') {
      result += readDollar(state);
      continue;
    }
    state.at++;
    if (char === '"') return state.raw.quotes ? `"${result}"` : result;
    const next = state.text[state.at];
    if (char !== '\\') result += char;
    else if (next !== undefined && '"$\\'.includes(next)) {
      result += (state.raw.escapes ? char : '') + next;
      state.at++;
    } else result += state.raw.escapes ? char + char : char;
  }
}

/** A variable, which has no value: what is read is what it is written as, less the escapes in it. */
function readDollar(state: State): string {
  state.at++;
  if (state.text[state.at] !== '{') return '$' + readName(state);
  state.at++;
  const first = state.text[state.at];
  if (first === undefined || '{}:'.includes(first)) throw new ShellError();
  const name = readName(state);
  let modifier = state.text[state.at++] ?? '';
  if (modifier === '}') return `\${${name}}`;
  if (modifier === '/') return `\${${name}/${readReplacement(state)}}`;
  const pattern = modifier === '#' || modifier === '%';
  if (modifier === ':') modifier += state.text[state.at++] ?? '';
  else if (!pattern && !'+-?'.includes(modifier)) modifier = '';
  if (modifier === '' || /^:[#%]/.test(modifier)) throw new ShellError();
  return `\${${name}${modifier}${readUntil(state, '}', pattern).result}}`;
}

function readReplacement(state: State): string {
  if (state.text[state.at] === '/') state.at++;
  const pattern = readUntil(state, '/', true).result;
  return `${pattern}/${readUntil(state, '}', true).result}`;
}

/** A name, a number, or one special character; empty when there is none. */
function readName(state: State): string {
  return take(state, /\p{Nd}+|[@*#?$!-]|[\p{L}_][\p{L}\p{Nd}_]*|/uy);
}

function take(state: State, sticky: RegExp): string {
  sticky.lastIndex = state.at;
  const [text = ''] = sticky.exec(state.text) ?? [];
  state.at += text.length;
  return text;
}
