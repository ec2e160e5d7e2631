import type { Kind, Path, Range } from './finding.ts';
import type { Edit, TextEdit } from './fix.ts';

/** One input of the policy, made from (a part of) a file, and the way back to its text. */
export type Document = {
  kind: Kind;
  /** Which YAML document of the file, from 0; a Dockerfile is document 0. */
  index: number;
  /** What leads from the YAML document to this input: `[item]` for an item of a top-level list. */
  prefix: Path;
  /** The JSON value that `conftest parse` gives for it. */
  input: unknown;
  /**
   * The range of the value at `path` (relative to `input`), or of `token` inside that value where it stands for
   * the first time after `occurrence` others. Never throws: what is not there gives the nearest thing that is.
   */
  locate: (path: Path, token?: string, occurrence?: number) => Range;
  /** The edit as one of the text; undefined where it would change more than it says, or how is not known. */
  edit: (edit: Edit) => TextEdit | undefined;
};
