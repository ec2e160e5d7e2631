import type { Result } from './check.ts';
import { json } from './json.ts';
import type { FailOn, Format } from './options.ts';
import { pretty } from './pretty.ts';

export type ReporterOptions = {
  /** What was asked to be checked; `-` is standard input. */
  paths?: readonly string[];
  /** The texts of the files that the result is about, by their names in it; those that could be read. */
  sources: ReadonlyMap<string, string>;
  /** The names of the files that were checked, whether anything was found in them or not, in alphabetical order. */
  files: readonly string[];
  /** How CI systems know a file that the result names; see `namesInRepository`. */
  inRepository: (file: string) => string;
  failOn: FailOn;
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
  json,
  html: late(async () => (await import('./html.ts')).page),
  sarif: late(async () => (await import('./ci.ts')).sarif),
  junit: late(async () => (await import('./ci.ts')).junit),
  github: late(async () => (await import('./ci.ts')).github),
  gitlab: late(async () => (await import('./ci.ts')).gitlab),
} satisfies Record<Format, (...given: Parameters<Reporter>) => string | Promise<string>>;
