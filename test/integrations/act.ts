import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tool } from '../e2e/tools.ts';
import { commit, folder } from './checkout.ts';
import { runIn } from './run.ts';

type Annotation = { level: string; message: string; properties: Record<string, string> };

/** What came of a workflow. */
export type Job = {
  succeeded: boolean;
  /** Of all steps, in their order, as the runner reads them. */
  annotations: Annotation[];
  /** Of the step with the id `policy-check`. */
  outputs: Record<string, string>;
  summary: string;
  /** What the steps print that is no command. */
  log: string;
};

/** A line of act's log. */
type Line = {
  command?: string;
  arg?: string;
  kvPairs?: Record<string, string>;
  name?: string;
  stepID?: string[];
  content?: string;
  raw_output?: boolean;
  msg: string;
  jobResult?: string;
};

/**
 * Runs a workflow on act, a runner for GitHub's workflows, on this very machine.
 *
 * @param files - the repository that the workflow is in
 * @param actions - the folders of actions, by what stands behind `uses`
 */
export async function runWorkflow(
  workflow: string,
  files: Record<string, string>,
  actions: Record<string, string>,
): Promise<Job> {
  const cwd = folder();
  for (const [name, text] of Object.entries({ ...files, '.github/workflows/test.yml': workflow })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  commit(cwd);
  const { output } = await runIn(cwd, [
    tool('act'),
    'push',
    '--json',
    '--platform=ubuntu-24.04=-self-hosted',
    '--container-daemon-socket=-',
    '--no-cache-server',
    `--action-cache-path=${folder()}`,
    ...Object.entries(actions).map(([uses, path]) => `--local-repository=${uses}=${path}`),
  ]);
  const lines = output
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Line] : []));
  const results = lines.filter(({ jobResult }) => jobResult !== undefined);
  if (results.length !== 1) throw new Error(output);
  const ofAction = lines.filter(({ stepID }) => stepID?.join() === 'policy-check');
  return {
    succeeded: results[0]!.jobResult === 'success',
    annotations: lines
      .filter(({ command }) => /^(error|warning|notice)$/.test(command ?? ''))
      .map(({ command, arg, kvPairs }) => ({ level: command!, message: arg!, properties: kvPairs ?? {} })),
    outputs: Object.fromEntries(
      ofAction.filter(({ command }) => command === 'set-output').map(({ name, arg }) => [name, arg]),
    ),
    summary: lines.find(({ command }) => command === 'summary')?.content ?? '',
    log: lines
      .filter(({ raw_output }) => raw_output)
      .map(({ msg }) => msg)
      .join(''),
  };
}
