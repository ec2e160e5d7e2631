import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';
import { exportConftest, exportGatekeeper } from '../src/export.ts';
import type { Path } from '../src/finding.ts';
import type { PolicyFix } from '../src/fix.ts';
import { kindOfNamed } from '../src/kind.ts';
import type { Report } from '../src/policy.ts';
import type { Settings } from '../src/settings.ts';

/** The real engines, as `make tools` builds them. */
const tools = join(import.meta.dirname, '../.tools');
const policies = join(import.meta.dirname, '../policies');

const folders: string[] = [];
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })), 60_000);

type NamedText = { name: string; text: string };

/** What every engine must agree on, as one line: `rule place message`, and what the finding rests on beyond conftest's input. */
type Verdict = string;

type Details = { path: Path; token?: string; occurrence?: number; extra?: string; fix?: PolicyFix };

function verdict(rule: string, { path, token, occurrence, extra, fix }: Details, message: string): Verdict {
  // Engines order keys as they like.
  const edits = fix?.edits.map((edit) => Object.entries(edit).sort());
  const place = JSON.stringify([path, token, occurrence, fix?.title, edits]);
  return `${rule} ${place} ${message}${extra === undefined ? '' : ` [${extra}]`}`;
}

export function verdicts({ findings, failures }: Omit<Report, 'suppressed'>): Verdict[] {
  return [
    ...findings.map(({ rule, msg, details }) => verdict(rule, details, msg)),
    ...failures.map(({ message }) => `failure ${message}`),
  ].sort();
}

/** What plain OPA answers about each input under these settings. */
export async function askOpa(inputs: unknown[], settings: Settings): Promise<Report[]> {
  const query = '[report | some input_ in data.inputs; report := data.main.report with input as input_]';
  return (await evaluate(query, { inputs, policy_check: settings })) as Report[];
}

/** What plain OPA answers to a query about the policy, further modules and these documents below `data`. */
export async function evaluate(query: string, documents: object, modules: string[] = []): Promise<unknown> {
  const data = join(folder(), 'data.json');
  writeFileSync(data, JSON.stringify(documents));
  const files = [policies, data, ...modules].flatMap((path) => ['-d', path]);
  return JSON.parse(await run('opa', ['eval', '-f', 'raw', '--ignore', '*.yaml', ...files, query]));
}

/** What `conftest parse` gives for each file, and why it refuses those that it refuses. */
export async function askConftestParse(
  files: NamedText[],
): Promise<({ value: unknown } | { refusal: string })[]> {
  const cwd = folder();
  const answers = new Map<string, { value: unknown } | { refusal: string }>();
  const ask = async (names: string[], args: string[]): Promise<void> => {
    if (names.length === 0) return;
    try {
      const parsed = JSON.parse(await run('conftest', ['parse', ...args, ...names], cwd)) as Record<
        string,
        unknown
      >;
      if (names.length === 1) answers.set(names[0]!, { value: parsed });
      else for (const name of names) answers.set(name, { value: parsed[name] });
    } catch (error) {
      const { message } = error as Error;
      // The first file that it refuses is all that it speaks of; when it crashes, of none.
      const refused = names.length === 1 ? names[0] : /path: (\S+)\s*$/.exec(message)?.[1];
      if (refused === undefined) {
        const half = names.length >> 1;
        await ask(names.slice(0, half), args);
        return ask(names.slice(half), args);
      }
      answers.set(refused, { refusal: message });
      return ask(
        names.filter((name) => name !== refused),
        args,
      );
    }
  };
  const names = files.map(({ name, text }, index) => {
    const named = `${index}${kindOfNamed(basename(name)) === 'dockerfile' ? '' : extname(name)}`;
    writeFileSync(join(cwd, named), text);
    return named;
  });
  const batches = (all: string[]) =>
    Array.from({ length: Math.ceil(all.length / 100) }, (_, index) =>
      all.slice(index * 100, index * 100 + 100),
    );
  for (const batch of batches(names.filter((name) => !name.includes('.'))))
    await ask(batch, ['--parser', 'dockerfile']);
  for (const batch of batches(names.filter((name) => name.includes('.')))) await ask(batch, []);
  return names.map((name) => answers.get(name)!);
}

/** What `conftest test` says about each file, with the settings that `export conftest` writes. */
export async function askConftest(files: NamedText[], settings: Settings): Promise<Verdict[][]> {
  const data = folder();
  exportConftest(settings, data);
  const inputs = folder();
  const paths = files.map(({ name, text }, index) => {
    const isDockerfile = kindOfNamed(basename(name)) === 'dockerfile';
    const path = join(inputs, `${index}${isDockerfile ? '.dockerfile' : extname(name)}`);
    writeFileSync(path, text);
    return path;
  });
  const results = JSON.parse(
    await run('conftest', [
      'test',
      '-p',
      policies,
      '--data',
      data,
      '--output',
      'json',
      '--no-fail',
      ...paths,
    ]),
  ) as ConftestResult[];
  const byPath = new Map<string, ConftestResult[]>();
  for (const result of results) byPath.set(result.filename, [...(byPath.get(result.filename) ?? []), result]);
  return paths.map((path) =>
    (byPath.get(path) ?? [])
      .flatMap(({ failures = [], warnings = [] }) => [...failures, ...warnings])
      .map(({ msg, metadata: { rule, details } }) =>
        rule === undefined || details === undefined ? `failure ${msg}` : verdict(rule, details, msg),
      )
      .sort(),
  );
}

type ConftestEntry = { msg: string; metadata: { rule?: string; details?: Details } };
type ConftestResult = { filename: string; failures?: ConftestEntry[]; warnings?: ConftestEntry[] };

/** What Gatekeeper's engine says about each object that the exported constraints match. */
export async function askGator(objects: Labelled[], settings: Settings): Promise<Verdict[][]> {
  const kit = folder();
  exportGatekeeper(settings, kit);
  // What they have for kubectl has no name, and gator warns of the second.
  for (const name of ['templates', 'constraints']) rmSync(join(kit, name, 'kustomization.yaml'));
  const inputs = join(kit, 'inputs');
  mkdirSync(inputs);
  // A name of its own tells which object a violation is about.
  objects.forEach((object, index) => {
    const named = { ...object, metadata: { ...object.metadata, name: `${index}` } };
    writeFileSync(join(inputs, `${index}.json`), JSON.stringify(named));
  });
  const args = [
    'test',
    '-o',
    'json',
    ...['templates', 'constraints', 'inputs'].flatMap((name) => ['-f', join(kit, name)]),
  ];
  const results = JSON.parse(await run('gator', args)) as GatorResult[] | null;
  const found: Verdict[][] = objects.map(() => []);
  for (const { msg, metadata, constraint, violatingObject } of results ?? []) {
    found[Number(violatingObject.metadata!.name)]!.push(
      verdict(constraint.metadata.name, metadata.details, msg),
    );
  }
  return found.map((each) => each.sort());
}

export type Labelled = {
  kind: string;
  metadata?: { name?: string };
  [key: string]: unknown;
};

type GatorResult = {
  msg: string;
  metadata: { details: Details };
  constraint: { metadata: { name: string } };
  violatingObject: Labelled;
};

/** Runs one of the tools; findings are no failure, anything on standard error is. */
async function run(tool: string, args: string[], cwd = tools): Promise<string> {
  try {
    const running = promisify(execFile)(join(tools, tool), args, { maxBuffer: 1 << 30, cwd });
    // gator reads manifests from its standard input until that ends.
    running.child.stdin!.end();
    return (await running).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    // gator exits with 1 when there are violations.
    if (stdout && !stderr) return stdout;
    throw new Error(`${tool} failed: ${stderr.slice(0, 2000)}`);
  }
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'policy-check-'));
  folders.push(path);
  return path;
}
