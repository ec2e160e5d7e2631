import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Finding } from '../../src/finding.ts';
import type { Report } from '../../src/policy.ts';
import { checked, cli, project } from '../project.ts';
import { root } from './bundles.ts';

const folder = join(root, 'examples');

/** A configuration that changes severities and parameters, gives values to arguments and switches a rule off. */
export const configured = `profile: production
rules:
  trusted-registry: {parameters: {registries: [registry.example.com]}}
  no-latest-tag: warning
  multi-stage-build: off
  required-labels: {severity: error, parameters: {labels: [{key: org.opencontainers.image.source}]}}
buildArgs: {RUNTIME_IMAGE: 'node:22'}
`;

/** Severity, rule, path and message of a finding as one line. */
type Verdict = string;

export type Example = {
  /** The path below examples/. */
  file: string;
  /** What the policy is asked about it: the documents that `policy-check parse` gives. */
  inputs: unknown[];
  /** What `policy-check` finds. */
  expected: Verdict[];
};

/** Every Dockerfile and manifest below examples/, and what the program finds there under a configuration. */
export async function examples(configuration = ''): Promise<Example[]> {
  const config = join(project({ 'policy-check.yaml': configuration }), 'policy-check.yaml');
  const { findings, failures, summary } = await checked(folder, ['--config', config]);
  expect(failures).toEqual([]);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /(^|\/)Dockerfile$|\.yaml$/.test(file) && !file.endsWith('policy-check.yaml'),
  );
  expect(files).toHaveLength(summary.files);
  return Promise.all(
    files.map(async (file) => {
      const parsed: unknown = JSON.parse((await cli(folder, ['parse', file])).stdout);
      return {
        file,
        inputs: Array.isArray(parsed) ? parsed : [parsed],
        expected: findings
          .filter((finding) => finding.file === file)
          .map(verdict)
          .sort(),
      };
    }),
  );
}

function verdict({ severity, rule, path, message }: Pick<Finding, 'severity' | 'rule' | 'path' | 'message'>) {
  return `${severity} ${rule} ${JSON.stringify(path)} ${message}`;
}

/** Asks an engine about every example, and expects it to find what the program finds. */
export async function expectSameFindings(ask: (example: Example) => Promise<Report[]>, configuration = '') {
  let found = 0;
  for (const example of await examples(configuration)) {
    const reports = await ask(example);
    expect(verdicts(reports), example.file).toEqual(example.expected);
    expect(
      reports.flatMap(({ failures }) => failures),
      example.file,
    ).toEqual([]);
    found += example.expected.length;
  }
  expect(found).toBeGreaterThan(20);
}

export function verdicts(reports: Pick<Report, 'findings'>[]): Verdict[] {
  return reports
    .flatMap(({ findings }) => findings)
    .map(({ rule, msg, details }) => verdict({ ...details, rule, message: msg }))
    .sort();
}
