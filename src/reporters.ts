import type { Result } from './check.ts';
import { json } from './json.ts';
import type { Format } from './options.ts';
import { pretty } from './pretty.ts';

type ReporterOptions = {
  /** The texts of the files that the result is about, by their names in it; those that could be read. */
  sources: ReadonlyMap<string, string>;
  colors: boolean;
};

/** Makes the text of a result; everything that is printed, and nothing else happens. */
export type Reporter = (result: Result, options: ReporterOptions) => string;

export const reporters: Record<Format, Reporter> = { json, pretty };
