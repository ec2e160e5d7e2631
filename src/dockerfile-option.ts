import { readDuration } from './dockerfile-duration.ts';
import type { Instruction } from './dockerfile-instruction.ts';
import { refuse, show, type Line } from './dockerfile-line.ts';
import { deviceProblem, mountProblem } from './dockerfile-mount.ts';
import { didYouMean } from './nearest.ts';

/** What an instruction's flag takes. */
type Option = {
  /** It may come more than once. */
  many?: true;
  /** It needs no value. */
  bare?: true;
  /** What is wrong with a value; undefined: nothing. */
  problem?: (value: string) => string | undefined;
};

const TEXT: Option = {};
const TEXTS: Option = { many: true };
const SWITCH: Option = {
  bare: true,
  problem: (value) => (/^(?:true|false)$/i.test(value) ? undefined : 'expected true or false'),
};
const DURATION: Option = { problem: durationProblem };
const RETRIES: Option = { problem: retriesProblem };

const OPTIONS: Record<string, Record<string, Option>> = {
  add: {
    checksum: TEXT,
    chmod: TEXT,
    chown: TEXT,
    exclude: TEXTS,
    'keep-git-dir': SWITCH,
    link: SWITCH,
    unpack: SWITCH,
  },
  copy: { chmod: TEXT, chown: TEXT, exclude: TEXTS, from: TEXT, link: SWITCH, parents: SWITCH },
  from: { platform: TEXT },
  healthcheck: {
    interval: DURATION,
    retries: RETRIES,
    'start-interval': DURATION,
    'start-period': DURATION,
    timeout: DURATION,
  },
  run: {
    device: { many: true, problem: deviceProblem },
    mount: { many: true, problem: mountProblem },
    network: oneOf('default', 'none', 'host'),
    security: oneOf('sandbox', 'insecure'),
  },
};

/**
 * Checks an instruction's flags as BuildKit does before it expands variables.
 * @throws InputError for the first one that it refuses
 */
export function checkFlags(line: Line, { name, keyword, flags }: Instruction): void {
  if (!flags || flags.length === 0) return;
  const options = OPTIONS[name] ?? {};
  const seen = new Set<string>();
  for (const { text, start } of flags) {
    const equals = text.indexOf('=');
    const flag = text.slice(2, equals < 0 ? text.length : equals);
    const value = equals < 0 ? undefined : text.slice(equals + 1);
    const option = Object.hasOwn(options, flag) ? options[flag]! : undefined;
    if (!option) refuse(line, start, unknownFlag(keyword.text.toUpperCase(), flag, Object.keys(options)));
    if (seen.has(flag) && !option.many) refuse(line, start, `a second --${flag}: only one is allowed`);
    seen.add(flag);
    if (value === undefined && !option.bare)
      refuse(line, start, `--${flag} has no value: expected --${flag}=...`);
    const problem = value === undefined ? undefined : option.problem?.(value);
    if (problem) refuse(line, start, `invalid value ${show(value!)} of --${flag}: ${problem}`);
  }
}

function unknownFlag(keyword: string, flag: string, known: string[]): string {
  const shown = show(`--${flag}`);
  if (known.length === 0) return `unknown flag ${shown}: ${keyword} takes no flags`;
  const names = known.map((name) => `--${name}`);
  const hint = didYouMean(`--${flag.slice(0, 60)}`, names) || `: expected ${names.join(', ')}`;
  return `unknown flag ${shown} of ${keyword}${hint}`;
}

function oneOf(...values: string[]): Option {
  const problem = (value: string) => (values.includes(value) ? undefined : `expected ${values.join(' or ')}`);
  return { problem };
}

function durationProblem(value: string): string | undefined {
  if (value === '') return undefined;
  const duration = readDuration(value);
  if (duration === undefined) return 'expected a duration such as 30s or 1m30s';
  return duration !== 0n && duration < 1_000_000n ? 'expected 0 or at least 1ms' : undefined;
}

function retriesProblem(value: string): string | undefined {
  if (value === '') return undefined;
  const valid = /^[-+]?\d+$/.test(value) && Number(value) >= 0 && Number(value) < 2 ** 31;
  return valid ? undefined : 'expected a whole number from 0 to 2147483647';
}
