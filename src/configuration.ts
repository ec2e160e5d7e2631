import { InputError } from './errors.ts';
import { explain } from './explain.ts';
import type { Path, Range } from './finding.ts';
import type { Enforcement } from './gatekeeper-constraint.ts';
import { matcher } from './globs.ts';
import type { Matcher } from './globs.ts';
import type { Profile, RuleChange } from './profiles.ts';
import type { Layer, Source } from './settings.ts';
import { configuration as schema } from './schemas.ts';
import { configuration as isValid } from './validators.ts';
import { readConfigurationText } from './yaml.ts';

/** What a policy-check.yaml says. Paths are relative to its folder. */
export type Configuration = Source & {
  /** The entry of `ignore` that means a path, as `policy-check.yaml:4 (vendor)`; undefined when none does. */
  ignoredBy: (path: string) => string | undefined;
  enforcement: Enforcement;
  overrides: (Source & { matches: Matcher })[];
};

type Scalar = string | number | boolean;

/** A layer as the file has it, after the schema check. */
type RawLayer = {
  profile?: Profile;
  rules?: Record<string, NonNullable<RuleChange['severity']> | RuleChange>;
  buildArgs?: Record<string, Scalar>;
  target?: Scalar;
  platform?: string;
};
type Raw = RawLayer & {
  ignore?: string[];
  gatekeeper?: Enforcement;
  overrides?: (RawLayer & { files: string[] })[];
};

/** Where there is no policy-check.yaml. */
export const noConfiguration: Configuration = {
  origin: () => '',
  ignoredBy: () => undefined,
  enforcement: {},
  overrides: [],
};

/**
 * Reads the text of a policy-check.yaml; an InputError with the place of the first thing that is wrong.
 * @param file - how the user knows it; what it says refers to its lines by that name
 */
export function readConfiguration(text: string, file: string): Configuration {
  const { value, locate, locateKey } = readConfigurationText(text);
  if (value === null) return noConfiguration;
  if (!isValid(value)) {
    const errors = isValid.errors!;
    // Of a choice that fails, the choice is what to explain, not its first branch.
    const error = errors.find(({ keyword }) => keyword === 'anyOf') ?? errors[0]!;
    const { message, path, key } = explain(value, schema, error);
    const range = key === undefined ? locate(path) : locateKey([...path, key]);
    throw new InputError(message, range.start);
  }
  const raw = value as Raw;

  /** A scalar as it stands in the file: 1.10 is a version, not the number 1.1. */
  function asWritten(value: Scalar, path: Path): string {
    const written = typeof value === 'string' ? value : textAt(text, locate(path));
    return /^[*&!]/.test(written) ? String(value) : written;
  }

  function layer(raw: RawLayer, path: Path): Layer {
    const { profile, rules = {}, buildArgs = {}, target, platform } = raw;
    return {
      profile,
      rules: Object.fromEntries(
        Object.entries(rules).map(([id, change]) => [
          id,
          typeof change === 'string' ? { severity: change } : change,
        ]),
      ),
      buildArgs: Object.fromEntries(
        Object.entries(buildArgs).map(([name, value]) => [
          name,
          asWritten(value, [...path, 'buildArgs', name]),
        ]),
      ),
      target: target === undefined ? undefined : asWritten(target, [...path, 'target']),
      platform,
    };
  }

  const lineOf = (range: Range): string => `${file}:${range.start.line}`;

  /** Where a value of a layer is written; a severity may stand right behind its rule. */
  function origin({ rules = {} }: RawLayer, above: Path, path: Path): string {
    const isShort = path[0] === 'rules' && typeof rules[path[1]!] === 'string';
    return lineOf(locateKey([...above, ...(isShort ? path.slice(0, 2) : path)]));
  }

  const ignores = (raw.ignore ?? []).map((glob, index) => ({
    matches: matcher([glob]),
    from: `${lineOf(locate(['ignore', index]))} (${glob})`,
  }));

  return {
    ...layer(raw, []),
    origin: (path) => origin(raw, [], path),
    ignoredBy: (path) => ignores.find(({ matches }) => matches(path))?.from,
    enforcement: raw.gatekeeper ?? {},
    overrides: (raw.overrides ?? []).map((override, index) => ({
      ...layer(override, ['overrides', index]),
      origin: (path) =>
        `${origin(override, ['overrides', index], path)} (override ${override.files.join(', ')})`,
      matches: matcher(override.files),
    })),
  };
}

/** The part of one line that a range covers. */
function textAt(text: string, range: Range): string {
  const line = text.replace(/^\ufeff/, '').split(/\r\n?|\n/)[range.start.line - 1] ?? '';
  return line.slice(range.start.column - 1, range.end.column - 1);
}
