import { parseArgs } from 'node:util';
import { InputError } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { profileNames } from './profiles.ts';
import type { Profile } from './profiles.ts';
import { platformPattern } from './settings.ts';

/** What configuration and command line have in common. */
export type Flags = {
  config: string | undefined;
  profile: Profile | undefined;
  buildArgs: Record<string, string>;
  target: string | undefined;
  platform: string | undefined;
};

const options = {
  format: { type: 'string', multiple: true },
  config: { type: 'string' },
  profile: { type: 'string' },
  'fail-on': { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  'build-arg': { type: 'string', multiple: true },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  target: { type: 'string' },
  platform: { type: 'string' },
  'print-config': { type: 'string' },
  'pass-over': { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  stdio: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

export type OptionName = keyof typeof options;

/** What language clients add to any server's command line means nothing to a check. */
const checkOptions = Object.keys(options).filter((name) => name !== 'stdio');

/** The options that are `Flags`. */
export const settingOptions: OptionName[] = ['config', 'profile', 'build-arg', 'target', 'platform'];

/** The words of a command line; an InputError names an option that is unknown, or unknown to the verb. */
export function readWords<Verb extends string>(argv: string[], optionsOf: Record<Verb, OptionName[]>) {
  // Not strict: our own messages name the nearest option.
  const { values, positionals, tokens } = parseArgs({
    args: argv,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const first = tokens.find(({ kind }) => kind === 'positional');
  const verbs = Object.keys(optionsOf) as Verb[];
  const verb = first?.kind === 'positional' && isOneOf(verbs, first.value) ? first.value : undefined;
  const known = verb === undefined ? checkOptions : ['help', 'version', ...optionsOf[verb]];
  for (const token of tokens) if (token.kind === 'option') refuse(token, known, verb);
  return {
    verb,
    /** What is neither verb nor option. */
    operands: verb === undefined ? positionals : positionals.slice(1),
    /** Of an option that is given several times, the last one counts. */
    value: (name: OptionName) => [values[name]].flat().at(-1) as string | undefined,
    list: (name: OptionName) => (values[name] ?? []) as string[],
    has: (name: OptionName) => values[name] !== undefined,
  };
}

type Words = Pick<ReturnType<typeof readWords>, 'value' | 'list'>;

/** Understands the options that are `Flags`. */
export function readFlags({ value, list }: Words, env: Record<string, string | undefined>): Flags {
  const flags: Flags = {
    config: value('config'),
    profile: oneOf('--profile', profileNames, value('profile')),
    buildArgs: buildArgs(list('build-arg'), env),
    target: value('target'),
    platform: value('platform'),
  };
  if (flags.platform && !new RegExp(platformPattern).test(flags.platform)) {
    throw new InputError(`--platform must be like linux/arm64, not "${flags.platform}"`);
  }
  return flags;
}

type OptionToken = {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
};

function refuse(token: OptionToken, known: string[], verb: string | undefined): void {
  const { name, rawName, value, inlineValue } = token;
  if (!known.includes(name)) {
    const where = verb === undefined ? '' : ` for ${verb}`;
    const hint = didYouMean(
      rawName,
      known.map((each) => `--${each}`),
    );
    throw new InputError(`unknown option ${rawName}${where}${hint}`);
  }
  if (options[name as keyof typeof options].type === 'boolean') {
    if (value !== undefined) throw new InputError(`${rawName} takes no value`);
  } else if (value === undefined || (!inlineValue && /^-./.test(value))) {
    throw new InputError(`${rawName} needs a value`);
  }
}

function isOneOf<T extends string>(allowed: readonly T[], value: string): value is T {
  return (allowed as readonly string[]).includes(value);
}

/** The value if it is an allowed one or none; else an InputError that names what is nearest. */
export function oneOf<T extends string>(
  what: string,
  allowed: readonly T[],
  value: string | undefined,
): T | undefined {
  if (value === undefined || isOneOf(allowed, value)) return value;
  throw new InputError(
    `${what} must be one of ${allowed.join(', ')}, not "${value}"${didYouMean(value, allowed)}`,
  );
}

/** `NAME=VALUE`, or `NAME` for the value in the environment; a NAME that is not there has no value, as for docker. */
function buildArgs(given: string[], env: Record<string, string | undefined>): Record<string, string> {
  const pairs = given.flatMap((text): [string, string][] => {
    const [, name, value] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
    if (name === undefined) throw new InputError(`--build-arg must be NAME=VALUE, not "${text}"`);
    const known = value ?? env[name];
    return known === undefined ? [] : [[name, known]];
  });
  return Object.fromEntries(pairs);
}
