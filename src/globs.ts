import picomatch from 'picomatch';

/** Whether a path (relative to the folder the globs stand in, `/` separates) is meant. */
export type Matcher = (path: string) => boolean;

/** A glob that matches a folder means all that is in it too. */
export function matcher(globs: readonly string[]): Matcher {
  const patterns = globs
    .map((glob) => glob.replace(/^(\.?\/)+/, '').replace(/\/+$/, ''))
    .flatMap((glob) => [glob, `${glob}/**`]);
  return picomatch(patterns, { dot: true, windows: false });
}
