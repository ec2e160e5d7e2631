import type { Path, Range } from './finding.ts';

/** A text to write for a range; where the range is empty it is added. */
export type TextEdit = { range: Range; text: string };

/** What makes a finding go: all of the edits together, none of which overlap. */
export type Fix = {
  /** What it does, in a few words: `Add --no-cache`. */
  title: string;
  edits: TextEdit[];
};

/** What the policy says of a fix, in values of its input; see policies/lib/fixes. */
export type PolicyFix = { title: string; edits: Edit[] };

/** Another text for (a token of) a value, one beside it, or a value where there is none. */
export type Edit = { path: Path; token?: string; occurrence?: number } & (
  { text: string; insert?: 'before' | 'after' } | { value: Json }
);

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
