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

/** The code of a reporter that is rarely asked for is not loaded for a check. */
function late(load: () => Promise<Reporter>) {
  return async (result: Result, options: ReporterOptions): Promise<string> => (await load())(result, options);
}

export const reporters = {
  pretty,
  json: json as Reporter,
  html: late(async () => (await import('./html.ts')).page),
} satisfies Record<Format, (...given: Parameters<Reporter>) => string | Promise<string>>;
