import { normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from './errors.ts';
import { didYouMean } from './nearest.ts';
import { profileNames } from './profiles.ts';
import type { Profile } from './profiles.ts';
import { platformPattern } from './settings.ts';

/** Every format; the first is the default. */
export const formats = ['pretty', 'json', 'html', 'sarif', 'junit', 'github', 'gitlab'] as const;
const severities = ['error', 'warning', 'never'] as const;
/** The first word of a command line that does not check. */
export const verbs = ['parse', 'export'] as const;
const exportFormats = ['conftest', 'gatekeeper'] as const;

export type Format = (typeof formats)[number];
export type FailOn = (typeof severities)[number];
type ExportFormat = (typeof exportFormats)[number];

/** A report that is asked for; to standard output without a file. */
type Output = { format: Format; file: string | undefined };

/** What configuration and command line have in common. */
type Flags = {
  config: string | undefined;
  profile: Profile | undefined;
  buildArgs: Record<string, string>;
  target: string | undefined;
  platform: string | undefined;
};

/** What the command line asks for. */
export type Command =
  | { verb: 'help' | 'version' }
  | {
      verb: 'check';
      paths: string[];
      flags: Flags;
      outputs: Output[];
      failOn: FailOn;
      passOver: boolean;
      stdinFilename: string | undefined;
      /** Undefined: decide by the terminal. */
      color: boolean | undefined;
    }
  | { verb: 'parse'; file: string; stdinFilename: string | undefined }
  | { verb: 'export'; format: ExportFormat; folder: string; flags: Flags };

const options = {
  format: { type: 'string', multiple: true },
  config: { type: 'string' },
  profile: { type: 'string' },
  'fail-on': { type: 'string' },
  'build-arg': { type: 'string', multiple: true },
  target: { type: 'string' },
  platform: { type: 'string' },
  'pass-over': { type: 'boolean' },
  'stdin-filename': { type: 'string' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

const settingOptions = ['config', 'profile', 'build-arg', 'target', 'platform'];
const optionsOf: Record<(typeof verbs)[number], string[]> = {
  parse: ['stdin-filename'],
  export: settingOptions,
};

/** Understands the command line; an InputError says what is wrong with it. */
export function readCommand(argv: string[], env: Record<string, string | undefined>): Command {
  // Not strict: our own messages name the nearest option.
  const { values, positionals, tokens } = parseArgs({
    args: argv,
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const verb =
    tokens[0]?.kind === 'positional' && isOneOf(verbs, tokens[0].value) ? tokens[0].value : undefined;
  const known = verb === undefined ? Object.keys(options) : ['help', 'version', ...optionsOf[verb]];
  for (const token of tokens) if (token.kind === 'option') refuse(token, known, verb);
  const value = (name: keyof typeof options) => values[name] as string | undefined;
  if (values.help) return { verb: 'help' };
  if (values.version) return { verb: 'version' };

  const stdinFilename = value('stdin-filename');
  const flags: Flags = {
    config: value('config'),
    profile: oneOf('--profile', profileNames, value('profile')),
    buildArgs: buildArgs((values['build-arg'] ?? []) as string[], env),
    target: value('target'),
    platform: value('platform'),
  };
  if (flags.platform && !new RegExp(platformPattern).test(flags.platform)) {
    throw new InputError(`--platform must be like linux/arm64, not "${flags.platform}"`);
  }
  if (verb === 'parse') {
    const [, file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new InputError('parse takes one file: policy-check parse FILE');
    return { verb, file, stdinFilename };
  }
  if (verb === 'export') {
    const [, name, folder, ...more] = positionals;
    if (name === undefined || folder === undefined || more.length > 0) {
      throw new InputError('export takes a format and a folder: policy-check export conftest|gatekeeper DIR');
    }
    return { verb, format: oneOf('the export format', exportFormats, name)!, folder, flags };
  }
  return {
    verb: 'check',
    paths: positionals.length === 0 ? ['.'] : positionals,
    flags,
    outputs: readOutputs((values.format ?? [formats[0]]) as string[]),
    failOn: oneOf('--fail-on', severities, value('fail-on')) ?? 'error',
    passOver: values['pass-over'] === true,
    stdinFilename,
    color: values['no-color'] ? false : values.color ? true : undefined,
  };
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

function oneOf<T extends string>(
  what: string,
  allowed: readonly T[],
  value: string | undefined,
): T | undefined {
  if (value === undefined || isOneOf(allowed, value)) return value;
  throw new InputError(
    `${what} must be one of ${allowed.join(', ')}, not "${value}"${didYouMean(value, allowed)}`,
  );
}

/** Each `FORMAT`, to standard output as `FORMAT=-` is, or `FORMAT=FILE`. */
function readOutputs(given: string[]): Output[] {
  const outputs = given.map((text): Output => {
    const [, name, file] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
    const format = oneOf('--format', formats, name)!;
    if (file === '') throw new InputError(`--format ${format}= needs the name of a file`);
    return { format, file: file === undefined || file === '-' ? undefined : normalize(file) };
  });
  const places = new Map<string | undefined, Format>();
  for (const { format, file } of outputs) {
    const other = places.get(file);
    if (other !== undefined) {
      throw new InputError(
        `${other} and ${format} would both go to ${file ?? 'standard output'}: write one to a file of its own, such as --format ${format}=FILE`,
      );
    }
    places.set(file, format);
  }
  return outputs;
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
