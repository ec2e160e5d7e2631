import { boolCoreTag, floatCoreTag, intCoreTag, NOT_RESOLVED, nullCoreTag, strTag } from 'js-yaml';
import type { Path, Range } from './finding.ts';
import { locateKey, locateValue } from './yaml-locate.ts';
import type { Value } from './yaml-resolve.ts';
import { openSource, rangeOf, refuse, refuseOddCharacters } from './yaml-source.ts';
import { parseTree } from './yaml-tree.ts';
import { newBudget, toValue } from './yaml-value.ts';
import type { Dialect } from './yaml-value.ts';

/** The one document in a YAML text. What `locate` and `locateKey` do not find gives the nearest thing that is there. */
type ConfigurationText = {
  /** The document as a JSON value; null for an empty text. */
  value: unknown;
  /** The range of the value at a path. */
  locate: (path: Path) => Range;
  /** The range of the key that a path ends with. */
  locateKey: (path: Path) => Range;
};

/**
 * Reads YAML 1.2 as people write it for this program: `off` and `yes` are words, a key comes once, `<<` is a key
 * like any other. InputError for anything else, with its place.
 */
export function readConfigurationText(text: string): ConfigurationText {
  const source = openSource(text);
  refuseOddCharacters(source);
  const [root, another] = parseTree(source);
  if (another !== undefined)
    refuse(source, another.start, 'one document is expected, and here starts another');
  if (root === undefined) {
    const nowhere = (): Range => rangeOf(source, { start: 0, end: 0 });
    return { value: null, locate: nowhere, locateKey: nowhere };
  }
  const written = { source, root, dialect };
  return {
    value: toValue(root, source, dialect, newBudget()),
    locate: (path) => rangeOf(source, locateValue(written, path)),
    locateKey: (path) => rangeOf(source, locateKey(written, path)),
  };
}

/** The core schema of YAML 1.2. */
const dialect: Dialect = { scalar: resolveCore, key: (_tag, text) => text, lenient: false };

const plainTags = [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag];

function resolveCore(tag: string, text: string, plain: boolean): Value | undefined {
  if (tag === '!' || (tag === '' && !plain)) return text;
  for (const definition of tag === '' ? plainTags : [...plainTags, strTag]) {
    if (tag !== '' && tag !== definition.tagName) continue;
    const value = definition.resolve(text, tag !== '', definition.tagName);
    if (value !== NOT_RESOLVED) return value as Value;
  }
  return tag === '' ? text : undefined;
}
