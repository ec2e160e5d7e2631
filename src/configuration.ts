import { InputError } from './errors.ts';
import { explain } from './explain.ts';
import type { Path } from './finding.ts';
import type { Enforcement } from './gatekeeper-constraint.ts';
import { matcher } from './globs.ts';
import type { Matcher } from './globs.ts';
import type { Profile, RuleChange } from './profiles.ts';
import type { Layer } from './settings.ts';
import { configuration as schema } from './schemas.ts';
import { configuration as isValid } from './validators.ts';
import { readConfigurationText } from './yaml.ts';

/** What a policy-check.yaml says. Paths for the matchers are relative to its folder. */
export type Configuration = Layer & {
  ignores: Matcher;
  enforcement: Enforcement;
  overrides: (Layer & { matches: Matcher })[];
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
  ignores: () => false,
  enforcement: {},
  overrides: [],
};

/** Reads the text of a policy-check.yaml; an InputError with the place of the first thing that is wrong. */
export function readConfiguration(text: string): Configuration {
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

  return {
    ...layer(raw, []),
    ignores: matcher(raw.ignore ?? []),
    enforcement: raw.gatekeeper ?? {},
    overrides: (raw.overrides ?? []).map((override, index) => ({
      ...layer(override, ['overrides', index]),
      matches: matcher(override.files),
    })),
  };
}

/** The part of one line that a range covers. */
function textAt(
  text: string,
  range: { start: { line: number; column: number }; end: { column: number } },
): string {
  const line = text.replace(/^\ufeff/, '').split(/\r\n?|\n/)[range.start.line - 1] ?? '';
  return line.slice(range.start.column - 1, range.end.column - 1);
}
