import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { InputError } from './errors.ts';
import { exists, repositoryRoot } from './repository.ts';
import { readBytes } from './source.ts';

/** The .gitignore files that hold in a folder, the outermost first. */
export type GitIgnores = readonly { folder: string; rules: Ignore }[];

/**
 * The .gitignore files above `folder` (an absolute path) up to the root of its repository; none when it is in no
 * repository, or when they ignore the folder itself: whoever names it wants it checked all the same.
 * An InputError when one cannot be read.
 */
export function gitIgnoresAbove(folder: string): GitIgnores {
  const root = repositoryRoot(folder);
  if (root === undefined) return [];
  const above: string[] = [];
  for (let here = folder; here !== root;) above.unshift((here = dirname(here)));
  let found: GitIgnores = [];
  for (const place of above.filter((place) => exists(join(place, '.gitignore')))) {
    try {
      found = withGitIgnoreOf(place, found);
    } catch (error) {
      throw new InputError(`${join(place, '.gitignore')}: ${(error as Error).message}`, {}, { cause: error });
    }
  }
  return gitIgnoredBy(found, folder, true) === undefined ? found : [];
}

/** The .gitignore files that hold in `folder`, where one is, given those of the folders above it. */
export function withGitIgnoreOf(folder: string, above: GitIgnores): GitIgnores {
  const text = new TextDecoder().decode(readBytes(join(folder, '.gitignore')));
  return [...above, { folder, rules: ignore({ ignorecase: false }).add(text) }];
}

/**
 * The pattern that makes git pass over the path, and the .gitignore that has it; undefined when none does. The folders
 * on the way to the path are taken to have been asked before.
 */
export function gitIgnoredBy(
  ignores: GitIgnores,
  path: string,
  isFolder: boolean,
): { file: string; pattern: string } | undefined {
  // The innermost file with an opinion decides.
  for (const { folder, rules } of ignores.toReversed()) {
    const { ignored, unignored, rule } = rules.test(
      relative(folder, path).split(sep).join('/') + (isFolder ? '/' : ''),
    );
    if (ignored) return { file: join(folder, '.gitignore'), pattern: rule!.pattern };
    if (unignored) return undefined;
  }
  return undefined;
}
