import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { applyFixes } from './apply.ts';
import { inspect } from './check.ts';
import type { CheckOptions, Inspection } from './check.ts';
import { InputError } from './errors.ts';
import type { Finding } from './finding.ts';
import { readText } from './source.ts';
import { writeAtomically } from './write.ts';

/** The text of a file before and after, and how many findings of it are fixed. */
export type FixedFile = { file: string; before: string; after: string; fixed: number };

/** Fixes that are in each other's way take a pass each; nobody has as many in one place. */
const maxPasses = 50;

/**
 * The files that the fixes of a check change, with nothing written yet. A fix that turns out to leave its finding, or to
 * bring a new one, is not among them.
 */
export async function fixFiles(options: CheckOptions, inspection: Inspection): Promise<FixedFile[]> {
  const files = new Map<string, FixedFile>();
  /** Of the files where a pass brought something new: which fixes are not to be tried again. */
  const refused = new Map<string, Set<string>>();
  let open = byFile(inspection.result.findings);
  for (let pass = 0; pass < maxPasses; pass++) {
    const tried = new Map<string, ReturnType<typeof applyFixes>>();
    for (const [file, findings] of open) {
      const text = files.get(file)?.after ?? inspection.sources.get(file);
      const chosen = choose(findings, refused.get(file));
      const made = text === undefined ? undefined : applyFixes(text, chosen);
      if (made !== undefined && made.applied.length > 0) tried.set(file, made);
    }
    if (tried.size === 0) break;
    const texts = new Map([...tried].map(([file, { text }]) => [file, text]));
    const { result } = await inspect({ ...options, paths: pathsOf(options, [...tried.keys()]), texts });
    const found = byFile(result.findings);
    const failed = new Set(result.failures.map(({ file }) => file));
    for (const file of open.keys()) if (!tried.has(file)) open.delete(file);
    for (const [file, { text, applied }] of tried) {
      const left = found.get(file) ?? [];
      if (!failed.has(file) && isBetter(open.get(file)!, applied, left)) {
        const { before = inspection.sources.get(file)!, fixed = 0 } = files.get(file) ?? {};
        files.set(file, { file, before, after: text, fixed: fixed + applied.length });
        open.set(file, left);
      } else {
        const names = refused.get(file) ?? new Set();
        if (applied.length === 1) names.add(nameOf(applied[0]!));
        refused.set(file, names);
      }
    }
  }
  return [...files.values()];
}

/** Where something went wrong, one after the other. */
function choose(findings: Finding[], refused: Set<string> | undefined): Finding[] {
  if (refused === undefined) return findings;
  return findings.filter((finding) => finding.fix !== undefined && !refused.has(nameOf(finding))).slice(0, 1);
}

function nameOf({ rule, subject, fix }: Finding): string {
  return JSON.stringify([rule, subject, fix!.title]);
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

/** Whether the findings that were to go are gone, and no others have come. */
function isBetter(
  before: readonly Finding[],
  applied: readonly Finding[],
  after: readonly Finding[],
): boolean {
  const allowed = countByRule(before);
  for (const [rule, number] of countByRule(applied)) allowed.set(rule, allowed.get(rule)! - number);
  return [...countByRule(after)].every(([rule, number]) => number <= (allowed.get(rule) ?? 0));
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
