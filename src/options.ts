import { normalize } from 'node:path';
import { InputError } from './errors.ts';
import { oneOf, readFlags, readWords, settingOptions } from './flags.ts';
import type { Flags, OptionName } from './flags.ts';

/** Every format; the first is the default. */
export const formats = ['pretty', 'json', 'html', 'sarif', 'junit', 'github', 'gitlab'] as const;
const plainFormats = ['pretty', 'json'] as const;
const severities = ['error', 'warning', 'never'] as const;
const exportFormats = ['conftest', 'gatekeeper'] as const;

/** The first word of a command line that does not check, with the options that it takes. */
const optionsOf = {
  init: [],
  explain: ['color', 'no-color'],
  rules: ['format', 'color', 'no-color'],
  schema: [],
  lsp: ['stdio'],
  parse: ['stdin-filename'],
  export: settingOptions,
} satisfies Record<string, OptionName[]>;

export const verbs = Object.keys(optionsOf);

export type Format = (typeof formats)[number];
/** Of what is no report: for people or for programs. */
export type PlainFormat = (typeof plainFormats)[number];
export type FailOn = (typeof severities)[number];
type ExportFormat = (typeof exportFormats)[number];

/** A report that is asked for; to standard output without a file. */
type Output = { format: Format; file: string | undefined };

/** Undefined: decide by the terminal. */
type Color = boolean | undefined;

/** What the command line asks for. */
export type Command =
  | { verb: 'help' | 'version' | 'schema' | 'lsp' }
  | {
      verb: 'check';
      paths: string[];
      flags: Flags;
      outputs: Output[];
      failOn: FailOn;
      passOver: boolean;
      /** The file whose findings are known, and whether it is to be written first. */
      baseline: { file: string; write: boolean } | undefined;
      /** Whether to write what the fixes of findings change, or to print that; undefined: neither. */
      fix: 'write' | 'print' | undefined;
      stdinFilename: string | undefined;
      color: Color;
    }
  | { verb: 'print-config'; file: string; flags: Flags; format: PlainFormat }
  | { verb: 'explain'; rule: string; color: Color }
  | { verb: 'rules'; format: PlainFormat; color: Color }
  | { verb: 'init'; folder: string }
  | { verb: 'parse'; file: string; stdinFilename: string | undefined }
  | { verb: 'export'; format: ExportFormat; folder: string; flags: Flags };

/** Understands the command line; an InputError says what is wrong with it. */
export function readCommand(argv: string[], env: Record<string, string | undefined>): Command {
  const words = readWords(argv, optionsOf as Record<keyof typeof optionsOf, OptionName[]>);
  const { verb, operands, value, list, has } = words;
  if (has('help')) return { verb: 'help' };
  if (has('version')) return { verb: 'version' };

  const color = has('no-color') ? false : has('color') ? true : undefined;
  const stdinFilename = value('stdin-filename');
  const plainFormat = () => oneOf('--format', plainFormats, value('format')) ?? 'pretty';
  switch (verb) {
    case 'init': {
      const [folder = '.', ...more] = operands;
      if (more.length > 0) throw new InputError('init takes one folder: policy-check init [DIR]');
      return { verb, folder };
    }
    case 'explain': {
      const [rule, ...more] = operands;
      if (rule === undefined || more.length > 0) {
        throw new InputError(
          'explain takes one rule: policy-check explain RULE; policy-check rules lists them',
        );
      }
      return { verb, rule, color };
    }
    case 'rules':
    case 'schema':
    case 'lsp':
      if (operands.length > 0) throw new InputError(`${verb} takes no files`);
      return verb === 'rules' ? { verb, format: plainFormat(), color } : { verb };
    case 'parse': {
      const [file, ...more] = operands;
      if (file === undefined || more.length > 0)
        throw new InputError('parse takes one file: policy-check parse FILE');
      return { verb, file, stdinFilename };
    }
    case 'export': {
      const [name, folder, ...more] = operands;
      if (name === undefined || folder === undefined || more.length > 0) {
        throw new InputError(
          'export takes a format and a folder: policy-check export conftest|gatekeeper DIR',
        );
      }
      const format = oneOf('the export format', exportFormats, name)!;
      return { verb, format, folder, flags: readFlags(words, env) };
    }
    case undefined:
  }
  const flags = readFlags(words, env);
  const asked = value('print-config');
  if (asked !== undefined) {
    if (operands.length > 0) throw new InputError('--print-config takes one file, and nothing is checked');
    return { verb: 'print-config', file: asked, flags, format: plainFormat() };
  }
  const paths = operands.length === 0 ? ['.'] : operands;
  return {
    verb: 'check',
    paths,
    flags,
    outputs: readOutputs(has('format') ? list('format') : [formats[0]]),
    failOn: oneOf('--fail-on', severities, value('fail-on')) ?? 'error',
    passOver: has('pass-over'),
    baseline: readBaseline(value('baseline'), value('write-baseline')),
    fix: readFix(words, paths),
    stdinFilename,
    color,
  };
}

function readFix({ has }: Pick<ReturnType<typeof readWords>, 'has'>, paths: string[]) {
  const [fix, dry] = [has('fix'), has('fix-dry-run')];
  if (!fix && !dry) return undefined;
  if (fix && dry) throw new InputError('--fix writes and --fix-dry-run does not: leave one of them out');
  const name = fix ? '--fix' : '--fix-dry-run';
  if (has('baseline') || has('write-baseline'))
    throw new InputError(`${name} is about all findings: leave the baseline out`);
  if (dry && has('format'))
    throw new InputError('--fix-dry-run prints a diff and no report: leave --format out');
  if (fix && paths.includes('-'))
    throw new InputError('--fix writes files, and standard input is none: --fix-dry-run prints a diff of it');
  return fix ? ('write' as const) : ('print' as const);
}

function readBaseline(known: string | undefined, written: string | undefined) {
  if (known !== undefined && written !== undefined) {
    throw new InputError('--write-baseline takes down all that is found: leave --baseline out');
  }
  const file = written ?? known;
  return file === undefined ? undefined : { file, write: written !== undefined };
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
