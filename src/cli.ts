import { resolve } from 'node:path';
import { inspect } from './check.ts';
import type { CheckOptions, Inspection, Result } from './check.ts';
import { slashed } from './discover.ts';
import { InputError } from './errors.ts';
import { failure } from './failure.ts';
import type { Failure } from './finding.ts';
import { createGovernor } from './governor.ts';
import { help } from './help.ts';
import { printable } from './json.ts';
import { didYouMean } from './nearest.ts';
import { readCommand, verbs } from './options.ts';
import type { Command, FailOn } from './options.ts';
import { parse as parseText } from './parse.ts';
import { formatFailure } from './pretty.ts';
import { version } from './profiles.ts';
import type { Progress } from './progress.ts';
import { reporters } from './reporters.ts';
import { namesInRepository } from './repository.ts';
import { noSuchFile, readBytes } from './source.ts';
import { refuseTargets } from './targets.ts';
import { visible } from './terminal.ts';
import { writeAtomically } from './write.ts';

/** What a process lends to a run of the program. */
export type Io = {
  /** All of standard input. */
  stdin: () => Promise<Uint8Array>;
  stdout: (text: string) => void;
  stderr: (text: string) => void;
  env: Record<string, string | undefined>;
  /** Whether standard output is a terminal. */
  isTTY: boolean;
  /** Watches the files being checked. */
  progress?: Progress;
  cwd: string;
};

type CommandOf<Verb> = Extract<Command, { verb: Verb }>;

/** Runs the program and gives its exit code: 0 clean, 1 findings, 2 something could not be checked. */
export async function run(argv: string[], io: Io): Promise<number> {
  try {
    const command = readCommand(argv, io.env);
    switch (command.verb) {
      case 'help':
        io.stdout(help);
        return 0;
      case 'version':
        io.stdout(`${version}\n`);
        return 0;
      case 'lsp':
        return await (await import('./lsp.ts')).serve();
      case 'schema': {
        const { publishedSchema } = await import('./published-schema.ts');
        io.stdout(publishedSchema());
        return 0;
      }
      case 'explain': {
        const { rulePage } = await import('./rule-page.ts');
        io.stdout(await rulePage(command.rule, command.color ?? wantsColors(io)));
        return 0;
      }
      case 'rules': {
        const { rulesJson, rulesTable } = await import('./rules-table.ts');
        const colors = command.color ?? wantsColors(io);
        io.stdout(command.format === 'json' ? rulesJson() : rulesTable(colors));
        return 0;
      }
      case 'init': {
        const { init } = await import('./init.ts');
        io.stdout(await init(command.folder, io.cwd));
        return 0;
      }
      case 'print-config':
        return await printConfig(command, io);
      case 'parse':
        return await parse(command, io);
      case 'export':
        return await exportTo(command, io);
      case 'check':
        return await check(command, io);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    io.stderr(`policy-check: ${visible(error.message)}\nTry policy-check --help.\n`);
    return 2;
  }
}

async function check(command: CommandOf<'check'>, io: Io): Promise<number> {
  const { paths, flags, outputs, failOn, passOver, baseline, fix, stdinFilename, color } = command;
  const stdin: CheckOptions['stdin'] = paths.includes('-')
    ? { content: await io.stdin(), filename: stdinFilename }
    : undefined;
  const options = { paths, ...flags, passOver, stdin, cwd: io.cwd };
  const inspected = () => inspect(options, io.progress?.watch).finally(() => io.progress?.stop());
  let inspection = await inspected();
  let code = 0;
  if (fix !== undefined) {
    const { fixAll } = await import('./fix-command.ts');
    const done = await fixAll(options, inspection, { write: fix === 'write', io });
    if (fix === 'print') return exitCode(inspection.result, failOn);
    if (done.changed) inspection = await inspected();
    if (done.failed) code = 2;
  }
  const { files, sources } = inspection;
  refuseTargets(
    [...outputs.flatMap(({ file }) => file ?? []), ...(baseline?.write ? [baseline.file] : [])],
    [
      ...files,
      ...inspection.result.failures.map(({ file }) => file),
      ...(flags.config === undefined ? [] : [flags.config]),
      ...(baseline && !baseline.write ? [baseline.file] : []),
    ],
    io.cwd,
  );
  const result = baseline ? await onlyNew(inspection, baseline, io) : inspection.result;
  addVerbHint(result.failures, paths[0]!);
  const inRepository = namesInRepository(io.cwd);
  code = Math.max(code, exitCode(result, failOn));
  for (const { format, file } of outputs) {
    const colors = color ?? (file === undefined && wantsColors(io));
    const text = await reporters[format](result, {
      paths: paths.toSorted(),
      sources,
      files,
      inRepository,
      failOn,
      colors,
    });
    try {
      if (file === undefined) io.stdout(text);
      else writeAtomically(resolve(io.cwd, file), text, file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // The other reports are good all the same.
      io.stderr(`policy-check: ${visible(error.message)}\n`);
      code = 2;
    }
  }
  return code;
}

/** The result without what a baseline knows, which is everything right after it is written. */
async function onlyNew(
  inspection: Inspection,
  { file, write }: { file: string; write: boolean },
  io: Io,
): Promise<Result> {
  const { compareWithBaseline, writeBaseline } = await import('./baseline.ts');
  if (write) writeBaseline(inspection, { file, cwd: io.cwd });
  return compareWithBaseline(inspection, { file, cwd: io.cwd });
}

function exitCode({ summary }: Result, failOn: FailOn): number {
  if (summary.failures > 0) return 2;
  const counted = { error: summary.errors, warning: summary.errors + summary.warnings, never: 0 }[failOn];
  return counted > 0 ? 1 : 0;
}

/** `policy-check exprot …` asks to check a file of that name; say what was probably meant. */
function addVerbHint(failures: Failure[], first: string): void {
  const missing = failures.find(({ file, message }) => file === first && message === noSuchFile);
  if (missing !== undefined) missing.message += didYouMean(first, verbs);
}

function wantsColors({ env, isTTY }: Io): boolean {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return isTTY && env['TERM'] !== 'dumb';
}

async function parse({ file, stdinFilename }: CommandOf<'parse'>, io: Io): Promise<number> {
  const name = file === '-' ? stdinFilename : file;
  try {
    const content = file === '-' ? await io.stdin() : readBytes(resolve(io.cwd, file));
    const input = parseText({ content, filename: name === undefined ? undefined : slashed(name) });
    io.stdout(printable(input));
    return 0;
  } catch (error) {
    return refuse([failure(name ?? file, error)], io);
  }
}

async function printConfig({ file, flags, format }: CommandOf<'print-config'>, io: Io): Promise<number> {
  const { configFor } = await import('./print-config.ts');
  const { text, failures } = configFor(file, { cwd: io.cwd, flags, format });
  io.stdout(text);
  return failures.length > 0 ? refuse(failures, io) : 0;
}

async function exportTo({ format, folder, flags }: CommandOf<'export'>, io: Io): Promise<number> {
  const { config, ...layer } = flags;
  const governor = createGovernor({ cwd: io.cwd, config, flags: layer, sources: new Map() });
  const settings = governor.settingsIn(io.cwd);
  if (settings === undefined) return refuse(governor.failures, io);
  // Rarely asked for: its code is not loaded for a check.
  const { exportConftest, exportGatekeeper } = await import('./export.ts');
  if (governor.distinguishes(io.cwd)) {
    io.stderr('policy-check: overrides are about files, so the export leaves them out\n');
  }
  const target = resolve(io.cwd, folder);
  if (format === 'conftest') exportConftest(settings, target);
  else exportGatekeeper(settings, target, governor.enforcementIn(io.cwd));
  return 0;
}

function refuse(failures: Failure[], io: Io): number {
  for (const each of failures) io.stderr(`${formatFailure(each)}\n`);
  return 2;
}
