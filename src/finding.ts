import type { Fix } from './fix.ts';

/** A place in a file: 1-based line and column, columns in UTF-16 units. */
export type Position = { line: number; column: number };

/** From `start` up to, but not including, `end`. */
export type Range = { start: Position; end: Position };

/** The way to a value inside a policy input, from its root. */
export type Path = (string | number)[];

export type Severity = 'error' | 'warning';

/** What kind of subject a file describes; the policy sees a different input for each. */
export type Kind = 'dockerfile' | 'workload';

/** One violation of one rule, with its place in the file. The JSON output lists these as they are. */
export type Finding = {
  rule: string;
  severity: Severity;
  /** The rule's `msg`, unchanged. */
  message: string;
  /** The path as given on the command line, or found below a folder that was; `/` separates. */
  file: string;
  kind: Kind;
  /** Which YAML document of the file, from 0. */
  document: number;
  /** What the finding is about: `stage 0 (build)`, `Deployment/shop/web container app`. */
  subject: string;
  /** Where in the policy's input it points; for a top-level YAML list it starts with the item's index. */
  path: Path;
  /** The literal part of the value at `path` that is meant; the whole value when absent. */
  token?: string;
  /** How often the token stands in that value before the place that is meant; absent for not at all. */
  occurrence?: number;
  /** Set when the finding rests on what conftest's own parser drops: `heredoc` or `onbuild`. */
  extra?: string;
  range: Range;
  /** What would make the finding go and change nothing else, where that is known. */
  fix?: Fix;
};

/** Why a file, or the configuration that governs it, could not be checked. */
export type Failure = { file: string; message: string; line?: number; column?: number };
