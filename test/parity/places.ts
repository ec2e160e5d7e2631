import type { Path, Position, Range } from '../../src/finding.ts';
import type { Policy } from '../../src/policy.ts';
import { parseAny } from '../../src/read.ts';
import type { Settings } from '../../src/settings.ts';

/** A finding, the text of the value that it is about, and what its range shows, by offsets in the text of the file. */
export type Placed = {
  rule: string;
  message: string;
  token: string | undefined;
  value: unknown;
  start: number;
  end: number;
  /** The offsets of all of the value. */
  whole: { start: number; end: number };
};

/** What the policy finds in the text of a file, each with its place. */
export function placedIn(name: string, text: string, policy: Policy, settings: Settings): Placed[] {
  const span = spansIn(name, text);
  return parseAny(text, name).flatMap(({ input, locate }) =>
    policy
      .evaluate(input, settings)
      .findings.map(({ rule, msg, details: { path, token, occurrence } }): Placed => ({
        rule,
        message: msg,
        token,
        value: valueAt(input, path),
        ...span(locate(path, token, occurrence)),
        whole: span(locate(path)),
      })),
  );
}

const valueAt = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], input);

function spansIn(name: string, text: string): (range: Range) => { start: number; end: number } {
  const lineBreak = /\.(ya?ml|json)$/.test(name) ? /\r\n?|\n/g : /\n/g;
  const starts = [text.startsWith('\ufeff') ? 1 : 0];
  for (const { index, 0: found } of text.matchAll(lineBreak)) starts.push(index + found.length);
  const offset = ({ line, column }: Position) => starts[line - 1]! + column - 1;
  return ({ start, end }) => ({ start: offset(start), end: offset(end) });
}

/** What is wrong with a range by itself; undefined for one that shows a token and nothing else. */
export function problemOf(text: string, { token, value, start, end, rule }: Placed): string | undefined {
  const shown = text.slice(start, end);
  if (shown === '') return 'shows nothing';
  if (/[\r\n]/.test(shown)) return `shows several lines: ${shown}`;
  if (token !== undefined) return shown === token ? undefined : `shows ${shown} instead of ${token}`;
  if (value === undefined) return 'is about a value that is not there';
  // An ignore without a reason lacks it as a whole.
  const mayHaveSpace = rule === 'suppression';
  return typeof value === 'string' && /\s/.test(value) && !mayHaveSpace ? `shows all of ${value}` : undefined;
}

/** Whether the token of a finding is to be told from others like it. */
export function isAmbiguous({ token, value }: Placed): boolean {
  return token !== undefined && typeof value === 'string' && value.split(token).length > 2;
}

/**
 * Whether the range of a finding shows what causes it: with something harmless there instead the finding is gone; or,
 * where it is one of several causes, it stays there with something harmless in all the others' places.
 */
export function isCause(placed: Placed, text: string, find: (text: string) => Placed[]): boolean {
  const { start, end, whole, token } = placed;
  const same = (all: Placed[]) =>
    all.filter(({ rule, message }) => rule === placed.rule && message === placed.message);
  const harmless = 'x9';
  const without = text.slice(0, start) + harmless + text.slice(end);
  if (same(find(without)).length < same(find(text)).length) return true;
  const before = text.slice(whole.start, start).replaceAll(token!, harmless);
  const after = text.slice(end, whole.end).replaceAll(token!, harmless);
  const alone = text.slice(0, whole.start) + before + text.slice(start, end) + after + text.slice(whole.end);
  return same(find(alone)).some((each) => each.start === whole.start + before.length);
}
