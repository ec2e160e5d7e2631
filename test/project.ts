import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result } from '../src/check.ts';
import { run } from '../src/cli.ts';
import { createGovernor } from '../src/governor.ts';
import type { Layer } from '../src/settings.ts';

/** A Dockerfile with an error of the rule no-latest-tag, at 1:24. */
export const latest = 'FROM r.example.com/app:latest\nUSER 1000\n';

/** A Dockerfile without any finding. */
export const clean = 'FROM scratch\nLABEL maintainer="team@example.com"\nUSER 1000\n';

/** A Pod with an error of the rule no-latest-tag, at 8:32. */
export const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: r.example.com/app:latest
`;

/** A new folder with these files in it, gone when the test ends. Gives its path. */
export function project(files: Record<string, string | Uint8Array>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'policy-check-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

type Surroundings = { stdin?: string | Uint8Array; env?: Record<string, string>; isTTY?: boolean };

/** Runs the program in a folder. */
export async function cli(
  cwd: string,
  args: string[],
  { stdin = '', env = {}, isTTY = false }: Surroundings = {},
) {
  let stdout = '';
  let stderr = '';
  const code = await run(args, {
    stdin: async () => Buffer.from(stdin),
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    env,
    isTTY,
    cwd,
  });
  return { code, stdout, stderr };
}

/** Runs a check in a folder and gives its exit code and its JSON. */
export async function checked(cwd: string, args: string[] = [], surroundings: Surroundings = {}) {
  const { code, stdout, stderr } = await cli(cwd, ['--format', 'json', ...args], surroundings);
  return { code, stderr, ...(JSON.parse(stdout) as Result) };
}

/** Each finding as `file:line:column severity rule`. */
export function brief({ findings }: Pick<Result, 'findings'>): string[] {
  return findings.map(
    ({ file, range: { start }, severity, rule }) =>
      `${file}:${start.line}:${start.column} ${severity} ${rule}`,
  );
}

/** The settings for a file in a folder whose policy-check.yaml this is; a string when that is broken. */
export function settings(configuration: string, file = 'Dockerfile', flags: Layer = {}) {
  const cwd = project({ 'policy-check.yaml': configuration });
  const governor = createGovernor({ cwd, flags, sources: new Map() });
  const result = governor.settingsFor(join(cwd, file));
  const [failure] = governor.failures;
  return result ?? `${failure?.file}:${failure?.line}:${failure?.column} ${failure?.message}`;
}
