import { EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import type { Event } from 'js-yaml';
import { InputError } from './errors.ts';
import { refuse } from './yaml-source.ts';
import type { Source, Span } from './yaml-source.ts';

/** How deep collections may be nested: reading them takes the stack. */
export const MAX_DEPTH = 500;
/** js-yaml counts up to two levels more. */
const MAX_PARSER_DEPTH = MAX_DEPTH + 2;

/** How many lines may be found indented too little, how long they may be, and how much may be parsed again for it. */
const MAX_JOINED = { lines: 500, length: 100_000, characters: 8_000_000 };

/**
 * The events of a YAML text, which hold offsets of the text as it is. InputError for broken YAML.
 *
 * YAML 1.1 readers, the one in kubectl among them, do not mind how far a line within quotes or brackets is
 * indented, and manifests rely on it. js-yaml does mind, so it gets such a line joined to the one before it, in a
 * text of the same length. Scalars have to be decoded from the text itself.
 */
export function outline(source: Source): Event[] {
  let text = source.text;
  const comments: Comment[] = [];
  for (let joined = 0; ; joined++) {
    try {
      const events = parseEvents(text, { maxDepth: MAX_PARSER_DEPTH });
      verify(source, events, comments);
      return events;
    } catch (error) {
      if (!(error instanceof YAMLException) || error.mark === undefined) throw error;
      const { position } = error.mark;
      const again = joined < MAX_JOINED.lines && joined * text.length < MAX_JOINED.characters;
      const mended = error.reason === TOO_LITTLE && again ? join(text, position, comments) : undefined;
      if (mended === undefined) throw explain(source, error, position);
      text = mended;
    }
  }
}

const TOO_LITTLE = 'deficient indentation';

/** What looks like a comment at the end of a line that was joined with the next one, and what it was taken for. */
type Comment = Span & { blanked: boolean };

/** The text with the line at `position` made one with the line before it, which loses its comment. */
function join(text: string, position: number, comments: Comment[]): string | undefined {
  const start = lineStart(text, position);
  const indentation = text.slice(start, position);
  // A tab counts for nothing, so the line may be indented enough once it is a space.
  if (indentation.includes('\t'))
    return text.slice(0, start) + indentation.replaceAll('\t', ' ') + text.slice(position);
  if (start === 0) return undefined;
  const end = text.slice(start - 2, start) === '\r\n' ? start - 2 : start - 1;
  const previous = lineStart(text, end);
  if (end - previous > MAX_JOINED.length) return undefined;
  let blank = end;
  for (const { 1: quoted, 2: comment, index } of text.slice(previous, end).matchAll(QUOTED_OR_COMMENT)) {
    const hash = comment === undefined ? (quoted?.search(/(?<=[ \t])#/) ?? -1) : 0;
    if (hash < 0) continue;
    comments.push({ start: previous + index + hash, end, blanked: comment !== undefined });
    if (comment !== undefined) blank = previous + index;
  }
  return text.slice(0, blank) + ' '.repeat(start - blank) + text.slice(start);
}

/** In a line that does not begin within quotes. */
const QUOTED_OR_COMMENT =
  /(?<=^|[ \t,[{]|["']:)("[^"\\]*(?:\\.[^"\\]*)*(?:"|$)|'[^']*(?:'|$))|(?<=^|[ \t])(#.*)/g;

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** Refuses the text if a line began within quotes after all: then a comment may be none, or text may be one. */
function verify(source: Source, events: Event[], comments: Comment[]): void {
  for (const { start, end, blanked } of comments) {
    const written = events.some(
      (event) =>
        event.type === EVENT_ID.SCALAR &&
        event.valueStart < (blanked ? end : start + 1) &&
        start < event.valueEnd,
    );
    if (written === blanked) refuse(source, start, NOT_VALID + REASONS[TOO_LITTLE]!);
  }
}

const NOT_VALID = 'not valid YAML: ';
const REASONS: Record<string, string> = {
  [TOO_LITTLE]: 'a line within quotes or brackets is indented less than what it belongs to',
  [`nesting exceeded maxDepth (${MAX_PARSER_DEPTH})`]: `nested more than ${MAX_DEPTH} levels deep`,
};

function explain(source: Source, error: YAMLException, position: number): InputError {
  const message = NOT_VALID + (REASONS[error.reason] ?? error.reason);
  return new InputError(message, source.place(position), { cause: error });
}
