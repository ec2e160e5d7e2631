import isEqual from 'fast-deep-equal';
import { rules } from './catalogue.ts';
import type { Rule } from './catalogue.ts';
import type { Path, Severity } from './finding.ts';
import { profileNames, profiles } from './profiles.ts';
import type { Profile, RuleChange } from './profiles.ts';

/** What one source (a configuration, one of its overrides, the command line) has to say. */
export type Layer = {
  profile?: Profile | undefined;
  rules?: Record<string, RuleChange> | undefined;
  buildArgs?: Record<string, string> | undefined;
  target?: string | undefined;
  platform?: string | undefined;
};

/** A layer that knows where the value at one of its paths is written: `policy-check.yaml:7`, `--profile`. */
export type Source = Layer & { origin: (path: Path) => string };

/** A value that holds, and where it comes from. */
export type Settled<T> = { value: T; from: string };

/** What holds where some sources have their say. */
export type Effective = {
  profile: Settled<Profile>;
  /** Every rule, by id, with every parameter that it has. */
  rules: Record<
    string,
    { severity: Settled<Severity | 'off'>; parameters: Record<string, Settled<unknown>> }
  >;
  buildArgs: Record<string, Settled<string>>;
  target: Settled<string> | undefined;
  platform: Settled<string> | undefined;
};

/** The document that the policy reads as `data.policy_check`: only what differs from the rules' own defaults. */
export type Settings = {
  /** By rule id. */
  parameters?: Record<string, Record<string, unknown>>;
  /** By rule id. */
  severity?: Record<string, Severity | 'off'>;
  buildArgs?: Record<string, string>;
  target?: string;
  platform?: string;
  /** Whether the report is to have an inventory. */
  inventory?: true;
};

/** What names a platform: `os/architecture` or `os/architecture/variant`. */
export const platformPattern = '^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){1,2}$';

/** The values that a rule's parameters have where nobody says anything. */
export function defaultParameters({ parameters }: Rule): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(parameters?.properties ?? {}).map(([name, schema]) => [name, schema['default']]),
  );
}

const defaults: Source & { profile: Profile } = {
  profile: profileNames[0],
  rules: Object.fromEntries(
    rules.map((rule) => [rule.id, { severity: rule.severity, parameters: defaultParameters(rule) }]),
  ),
  origin: () => 'default',
};

/** What holds where these sources speak, the later ones over the earlier ones; whichever profile wins lies under all. */
export function settle(sources: readonly Source[]): Effective {
  const profile = last([defaults, ...sources], 'profile')!;
  const chosen = { ...profiles[profile.value], origin: () => `profile ${profile.value}` };
  const effective: Effective['rules'] = Object.fromEntries(
    rules.map(({ id, severity }) => [id, { severity: { value: severity, from: '' }, parameters: {} }]),
  );
  for (const { rules = {}, origin } of [defaults, chosen, ...sources]) {
    for (const [id, { severity, parameters = {} }] of Object.entries(rules)) {
      const rule = effective[id]!;
      if (severity !== undefined)
        rule.severity = { value: severity, from: origin(['rules', id, 'severity']) };
      for (const [name, value] of Object.entries(parameters)) {
        rule.parameters[name] = { value, from: origin(['rules', id, 'parameters', name]) };
      }
    }
  }
  const buildArgs = sources.flatMap(({ buildArgs = {}, origin }) =>
    Object.entries(buildArgs).map(([name, value]): [string, Settled<string>] => [
      name,
      { value, from: origin(['buildArgs', name]) },
    ]),
  );
  return {
    profile,
    rules: effective,
    buildArgs: Object.fromEntries(buildArgs),
    target: last(sources, 'target'),
    platform: last(sources, 'platform'),
  };
}

/** What the last source says that has an opinion. As for docker build, an empty target is none. */
function last<Key extends 'profile' | 'target' | 'platform'>(
  sources: readonly Source[],
  key: Key,
): Settled<NonNullable<Layer[Key]>> | undefined {
  const source = sources.findLast((each) => each[key]);
  return source && { value: source[key]!, from: source.origin([key]) };
}

/** What the policy has to be told. */
export function settingsOf(effective: Effective): Settings {
  const severity: NonNullable<Settings['severity']> = {};
  const parameters: NonNullable<Settings['parameters']> = {};
  for (const rule of rules) {
    const settled = effective.rules[rule.id]!;
    const usual = defaultParameters(rule);
    const changed = Object.entries(valuesOf(settled.parameters)).filter(
      ([name, value]) => !isEqual(value, usual[name]),
    );
    if (settled.severity.value !== rule.severity) severity[rule.id] = settled.severity.value;
    if (changed.length > 0) parameters[rule.id] = Object.fromEntries(changed);
  }
  const buildArgs = valuesOf(effective.buildArgs);
  const { target, platform } = effective;
  return {
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(severity).length > 0 && { severity }),
    ...(Object.keys(buildArgs).length > 0 && { buildArgs }),
    ...(target && { target: target.value }),
    ...(platform && { platform: platform.value }),
  };
}

/** The values alone. */
export function valuesOf<T>(settled: Record<string, Settled<T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(settled).map(([name, { value }]) => [name, value]));
}
