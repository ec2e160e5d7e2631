import type { Result } from './check.ts';
import { json } from './json.ts';
import type { Format } from './options.ts';
import { pretty } from './pretty.ts';

type ReporterOptions = {
  /** What was asked to be checked; `-` is standard input. */
  paths?: readonly string[];
  /** The texts of the files that the result is about, by their names in it; those that could be read. */
  sources: ReadonlyMap<string, string>;
  colors: boolean;
};

/** Makes the text of a result; everything that is printed, and nothing else happens. */
export type Reporter = (result: Result, options: ReporterOptions) => string;

export const reporters = {
  json: json as Reporter,
  pretty,
  // Large, and rarely asked for: its code is not loaded for the others.
  html: async (...given: Parameters<Reporter>) => (await import('./html.ts')).page(...given),
} satisfies Record<Format, (...given: Parameters<Reporter>) => string | Promise<string>>;
