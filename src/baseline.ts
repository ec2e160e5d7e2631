import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Inspection, Result } from './check.ts';
import { InputError } from './errors.ts';
import { explain } from './explain.ts';
import { failure } from './failure.ts';
import { fingerprints } from './fingerprint.ts';
import { escapeUnsafe } from './json.ts';
import { textsIn } from './lines.ts';
import { baseline as schema } from './schemas.ts';
import { readText } from './source.ts';
import { baseline as isValid } from './validators.ts';
import { writeAtomically } from './write.ts';
import { cleanJson, parseJson } from './yaml-json.ts';
import { openSource } from './yaml-source.ts';
import { readConfigurationText } from './yaml.ts';

/** A finding that is known. `file` is relative to the folder of the baseline, so that it holds wherever the user is. */
type Entry = { file: string; rule: string; message: string; fingerprint: string };

/** A baseline's file as the user gave it, and the folder that it is relative to. */
type Place = { file: string; cwd: string };

/**
 * Writes down all findings of a check as known. What a baseline that is there already knows of files that were not
 * looked at stays in it. An InputError when that is no baseline, or the file cannot be written.
 */
export function writeBaseline(inspection: Inspection, { file, cwd }: Place): void {
  const path = resolve(cwd, file);
  const nameOf = namer(path, cwd);
  const checked = new Set(inspection.files.map(nameOf));
  const others = existsSync(path)
    ? parseBaseline(readText(path)).filter((entry) => !checked.has(entry.file) && !isGone(entry, path))
    : [];
  const entries = [...others, ...entriesOf(inspection, nameOf)].sort(order);
  const lines = entries.map((entry) => `    ${escapeUnsafe(JSON.stringify(entry))}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  writeAtomically(path, `{\n  "version": 1,\n  "findings": ${list}\n}\n`, file);
}

/**
 * The result without what the baseline knows. An entry is fixed when what it knows is no longer found in a file that was
 * checked, or the file is gone. A baseline that cannot be read is a failure, and everything is new.
 */
export function compareWithBaseline(inspection: Inspection, { file, cwd }: Place): Result {
  const { result, files, sources } = inspection;
  const path = resolve(cwd, file);
  let text: string | undefined;
  let known: Entry[];
  try {
    text = readText(path);
    known = parseBaseline(text);
  } catch (error) {
    if (text !== undefined) sources.set(file, text);
    const failures = [failure(file, error), ...result.failures];
    return { ...result, summary: { ...result.summary, failures: failures.length }, failures };
  }
  const nameOf = namer(path, cwd);
  const left = new Map(known.map((entry) => [entry.fingerprint, entry]));
  const found = entriesOf(inspection, nameOf);
  const findings = result.findings.filter((_, index) => !left.delete(found[index]!.fingerprint));

  const checked = new Set(files.map(nameOf));
  const fixed = [...left.values()].filter((entry) => checked.has(entry.file) || isGone(entry, path));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = {
    ...result.summary,
    errors,
    warnings: findings.length - errors,
    baseline: { known: result.findings.length - findings.length, fixed: fixed.length },
  };
  return { ...result, summary, findings };
}

function entriesOf({ result, sources }: Inspection, nameOf: (file: string) => string): Entry[] {
  const textAt = textsIn(sources);
  const named = result.findings.map((finding) => ({
    ...finding,
    file: nameOf(finding.file),
    shown: textAt(finding),
  }));
  const prints = fingerprints(named);
  return named.map(({ file, rule, message }, index) => ({
    file,
    rule,
    message,
    fingerprint: prints[index]!,
  }));
}

function isGone({ file }: Entry, baseline: string): boolean {
  return file !== '-' && !existsSync(resolve(dirname(baseline), file));
}

/** How a baseline knows the files that the user names from `cwd`; what is on another drive keeps its absolute path. */
function namer(baseline: string, cwd: string): (file: string) => string {
  return (file) => {
    if (file === '-') return file;
    const path = resolve(cwd, file);
    const name = relative(dirname(baseline), path);
    return (isAbsolute(name) ? path : name).split(sep).join('/');
  };
}

function parseBaseline(text: string): Entry[] {
  const value = parseJson(cleanJson(openSource(text)));
  if (isValid(value)) return (value as { findings: Entry[] }).findings;
  // JSON is YAML, whose reader knows places.
  const { locate, locateKey } = readConfigurationText(text);
  const { message, path, key } = explain(value, schema, isValid.errors![0]!);
  const range = key === undefined ? locate(path) : locateKey([...path, key]);
  throw new InputError(`this is no baseline: ${message}`, range.start);
}

const columns = ['file', 'rule', 'message', 'fingerprint'] as const;

function order(a: Entry, b: Entry): number {
  const column = columns.find((each) => a[each] !== b[each]);
  return column === undefined ? 0 : a[column] < b[column] ? -1 : 1;
}
