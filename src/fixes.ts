import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { inspect } from './check.ts';
import type { CheckOptions, Inspection } from './check.ts';
import { InputError } from './errors.ts';
import type { Finding } from './finding.ts';
import { attemptOf, begin, judged, maxPasses } from './fixing.ts';
import type { Attempt, Fixing } from './fixing.ts';
import { readText } from './source.ts';
import { writeAtomically } from './write.ts';

/** The text of a file before and after, and how many findings of it are fixed. */
export type FixedFile = { file: string; before: string; after: string; fixed: number };

/**
 * The files that the fixes of a check change, with nothing written yet. A fix that turns out to leave its finding, or to
 * bring a new one, is not among them.
 */
export async function fixFiles(options: CheckOptions, inspection: Inspection): Promise<FixedFile[]> {
  const open = new Map<string, Fixing>();
  for (const [file, findings] of byFile(inspection.result.findings)) {
    const text = inspection.sources.get(file);
    if (text !== undefined) open.set(file, begin(text, findings));
  }
  const done = new Map(open);
  for (let pass = 0; pass < maxPasses && open.size > 0; pass++) {
    const tried = new Map<string, Attempt>();
    for (const [file, fixing] of open) {
      const attempt = attemptOf(fixing);
      if (attempt === undefined) open.delete(file);
      else tried.set(file, attempt);
    }
    if (tried.size === 0) break;
    const texts = new Map([...tried].map(([file, { text }]) => [file, text]));
    const { result } = await inspect({ ...options, paths: pathsOf(options, [...tried.keys()]), texts });
    const found = byFile(result.findings);
    const failed = new Set(result.failures.map(({ file }) => file));
    for (const [file, attempt] of tried) {
      const after = failed.has(file) ? undefined : (found.get(file) ?? []);
      const fixing = judged(open.get(file)!, attempt, after);
      open.set(file, fixing);
      done.set(file, fixing);
    }
  }
  return [...done]
    .filter(([, { fixed }]) => fixed > 0)
    .map(([file, { text, fixed }]) => ({ file, before: inspection.sources.get(file)!, after: text, fixed }));
}

/**
 * Writes what `fixFiles` has made, through symbolic links and with the modes of the files.
 * @throws InputError where a file cannot be written, or is no longer what it was when it was checked
 */
export function writeFixed({ file, before, after }: FixedFile, cwd: string): void {
  const path = resolve(cwd, file);
  if (readText(path) !== before)
    throw new InputError(`${file} has changed in the meantime, and is left as it is`);
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new InputError(`cannot write ${file}: there is no permission to`, {}, { cause: error });
  }
  writeAtomically(path, after, file);
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const others = files.get(finding.file);
    if (others === undefined) files.set(finding.file, [finding]);
    else others.push(finding);
  }
  return files;
}

function pathsOf({ paths, stdin }: CheckOptions, files: string[]): string[] {
  const standardInput = paths.includes('-') ? (stdin?.filename ?? '-') : undefined;
  return files.map((file) => (file === standardInput ? '-' : file));
}
