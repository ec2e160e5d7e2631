import type { TextFile } from './checker.ts';
import { conftestShape } from './conftest-shape.ts';
import { parseAny, parseUnnamed } from './read.ts';
import { textOf } from './text.ts';

/**
 * What the rules see of a text, as a JSON value: what `conftest parse` gives for it, with the bodies of heredocs and
 * the flags behind ONBUILD. `policy-check parse` prints it. InputError, with the place, for what cannot be parsed.
 */
export function parse({ content, filename }: TextFile): unknown {
  const text = textOf(content);
  return conftestShape(filename === undefined ? parseUnnamed(text) : parseAny(text, filename));
}
