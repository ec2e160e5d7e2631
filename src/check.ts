import { resolve } from 'node:path';
import { discover, slashed } from './discover.ts';
import type { Document } from './document.ts';
import { InputError } from './errors.ts';
import { failure } from './failure.ts';
import type { Finding } from './finding.ts';
import { createGovernor } from './governor.ts';
import type { Governor } from './governor.ts';
import { judge } from './judge.ts';
import { kindOfPath } from './kind.ts';
import { compare } from './order.ts';
import { loadPolicy } from './policy-file.ts';
import type { Profile } from './profiles.ts';
import { readCandidate } from './read-candidate.ts';
import { parse, parseUnnamed } from './read.ts';
import { resultOf } from './result.ts';
import type { Result } from './result.ts';
import { textOf } from './text.ts';

export type { Result };

export type CheckOptions = {
  /** Files and folders; `-` is `stdin`. */
  paths: string[];
  /** A configuration for all files, instead of the nearest policy-check.yaml in a file's folder or above. */
  config?: string | undefined;
  /** Instead of the profiles that configurations choose. */
  profile?: Profile | undefined;
  /** Values of ARGs, over those of configurations. */
  buildArgs?: Record<string, string> | undefined;
  /** The stage whose image is judged; the last one by default. */
  target?: string | undefined;
  /** `os/architecture[/variant]`; linux/amd64 by default. */
  platform?: string | undefined;
  /** Whether of the files that are named only those count that their folders would give. */
  passOver?: boolean | undefined;
  /** What the path `-` stands for. The name tells what it is and where its configuration is looked for. */
  stdin?: { content: string | Uint8Array; filename?: string | undefined } | undefined;
  /** The folder that paths are relative to; the process' working directory by default. */
  cwd?: string | undefined;
};

/** Something to check, not read yet. Reading and parsing may throw InputErrors, or find that it is none of ours. */
type Subject = {
  file: string;
  path: string;
  read: () => string | undefined;
  parse: (text: string) => Document[] | undefined;
};

/** Checks files against the rules. Trouble with a file or a configuration is in `failures`; only bugs are thrown. */
export async function check(options: CheckOptions): Promise<Result> {
  return (await inspect(options)).result;
}

/** A result, and what it does not say. */
export type Inspection = {
  result: Result;
  /** The names of the files that were checked, in alphabetical order. */
  files: string[];
  /** The texts of the files that findings and failures are about. */
  sources: Map<string, string>;
};

/** Told before each file how many are done, and of how many. What it gives has to be waited for. */
export type Watch = (done: number, total: number) => Promise<void> | undefined;

/**
 * `check`, watched, with all that reporters want to know.
 * @param options.governor - who settles the settings, whatever configurations are around
 * @param options.texts - by the names of files, what to check instead of what is in them
 */
export async function inspect(
  options: CheckOptions & {
    governor?: Pick<Governor, 'settingsFor' | 'ignoredBy' | 'failures'>;
    texts?: ReadonlyMap<string, string>;
  },
  watch?: Watch,
): Promise<Inspection> {
  const { paths, config, passOver, stdin, cwd = process.cwd(), governor: given, texts, ...flags } = options;
  const loading = loadPolicy();
  const sources = new Map<string, string>();
  const governor = given ?? createGovernor({ cwd, config, flags, sources });
  const { candidates, failures } = discover(
    paths.filter((path) => path !== '-'),
    { cwd, ignoredBy: governor.ignoredBy, passOver },
  );
  const subjects: Subject[] = candidates.map((candidate) => ({
    file: candidate.file,
    path: candidate.path,
    read: () => readCandidate(candidate),
    parse: (text) => parse(text, candidate),
  }));
  if (paths.includes('-')) subjects.push(standardInput(stdin, cwd));

  const policy = await loading;
  const findings: Finding[] = [];
  const files: string[] = [];
  let suppressed = 0;
  for (const [done, subject] of subjects.entries()) {
    const { file } = subject;
    const pause = watch?.(done, subjects.length);
    if (pause !== undefined) await pause;
    const settings = governor.settingsFor(subject.path);
    if (settings === undefined) continue;
    let text: string | undefined;
    try {
      text = texts?.get(file) ?? subject.read();
      const documents = text === undefined ? undefined : subject.parse(text);
      if (documents === undefined) continue;
      const judged = judge(file, documents, policy, settings);
      if (judged.failures.length === 0) files.push(file);
      // One by one: the arguments of a call are limited, what is wrong with a file of 10 MB is not.
      for (const finding of judged.findings) findings.push(finding);
      failures.push(...judged.failures);
      suppressed += judged.suppressed;
      if (text !== undefined && judged.findings.length > 0) sources.set(file, text);
    } catch (error) {
      failures.push(failure(file, error));
      if (text !== undefined) sources.set(file, text);
    }
  }

  failures.push(...governor.failures);
  if (files.length === 0 && failures.length === 0 && !passOver) {
    failures.push(
      ...paths.map((file) => ({
        file,
        message: 'no Dockerfile or Kubernetes manifest found here, ignored ones aside',
      })),
    );
  }
  return {
    result: resultOf({ files: files.length, findings, failures, suppressed }),
    files: files.sort(compare),
    sources,
  };
}

function standardInput(stdin: CheckOptions['stdin'], cwd: string): Subject {
  const { content, filename } = stdin ?? {};
  const file = filename === undefined ? '-' : slashed(filename);
  return {
    file,
    path: resolve(cwd, file),
    read: () => {
      if (content === undefined) throw new InputError('there is no standard input');
      return textOf(content);
    },
    parse: (text) =>
      filename === undefined
        ? parseUnnamed(text)
        : parse(text, { file, kind: kindOfPath(file), named: true }),
  };
}
