import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { exportConftest, exportGatekeeper } from '../src/export.ts';
import type { Path } from '../src/finding.ts';
import type { Report } from '../src/policy.ts';
import type { Settings } from '../src/settings.ts';

/** The real engines, as `make tools` builds them. */
const tools = join(import.meta.dirname, '../.tools');
const policies = join(import.meta.dirname, '../policies');

/** What every engine must agree on, as one line: `rule path message`. */
type Verdict = string;

function verdict(rule: string, path: Path, message: string): Verdict {
  return `${rule} ${JSON.stringify(path)} ${message}`;
}

export function verdicts({ findings }: Pick<Report, 'findings'>): Verdict[] {
  return findings.map(({ rule, msg, details }) => verdict(rule, details.path, msg)).sort();
}

/** What plain OPA answers about each input under these settings. */
export async function askOpa(inputs: unknown[], settings: Settings): Promise<Report[]> {
  const data = join(folder(), 'data.json');
  writeFileSync(data, JSON.stringify({ inputs, policy_check: settings }));
  const query = '[report | some input_ in data.inputs; report := data.main.report with input as input_]';
  const output = await run('opa', [
    'eval',
    '-f',
    'raw',
    '-d',
    policies,
    '--ignore',
    '*.yaml',
    '-d',
    data,
    query,
  ]);
  return JSON.parse(output) as Report[];
}

/** What `conftest test` says about each file, with the settings that `export conftest` writes. */
export async function askConftest(
  files: { name: string; text: string }[],
  settings: Settings,
): Promise<Verdict[][]> {
  const data = folder();
  exportConftest(settings, data);
  const inputs = folder();
  const paths = files.map(({ name, text }, index) => {
    const path = join(inputs, String(index), name);
    mkdirSync(join(inputs, String(index)));
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
  return paths.map((path) =>
    results
      .filter(({ filename }) => filename === path)
      .flatMap(({ failures = [], warnings = [] }) => [...failures, ...warnings])
      .map(({ msg, metadata }) => verdict(metadata.rule, metadata.details.path, msg))
      .sort(),
  );
}

type ConftestEntry = { msg: string; metadata: { rule: string; details: { path: Path } } };
type ConftestResult = { filename: string; failures?: ConftestEntry[]; warnings?: ConftestEntry[] };

/** What Gatekeeper's engine says about each object, with the templates and constraints that are exported. */
export async function askGator(objects: Labelled[], settings: Settings): Promise<Verdict[][]> {
  const kit = folder();
  exportGatekeeper(settings, kit);
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
      verdict(constraint.metadata.name, metadata.details.path, msg),
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
  metadata: { details: { path: Path } };
  constraint: { metadata: { name: string } };
  violatingObject: Labelled;
};

/** Runs one of the tools; findings are no failure, anything on standard error is. */
async function run(tool: string, args: string[]): Promise<string> {
  try {
    const running = promisify(execFile)(join(tools, tool), args, { maxBuffer: 1 << 28 });
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
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
