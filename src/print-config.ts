import { resolve } from 'node:path';
import { createGovernor } from './governor.ts';
import type { Failure } from './finding.ts';
import type { Flags } from './flags.ts';
import { printable } from './json.ts';
import type { PlainFormat } from './options.ts';
import { whyPassedOver } from './passed-over.ts';
import type { Effective, Settled } from './settings.ts';
import { visible } from './terminal.ts';
import { inline } from './yaml-inline.ts';

/** What holds for one file, and why. */
type Explained = Effective & {
  file: string;
  /** The policy-check.yaml that governs it; null when none does. */
  configuration: string | null;
  /** What keeps it from being checked when its folder is; null when nothing does. */
  ignored: string | null;
};

/** What is printed about the settings for a file; nothing when its configuration cannot be read. */
export function configFor(
  file: string,
  options: { cwd: string; flags: Flags; format: PlainFormat },
): { text: string; failures: Failure[] } {
  const { cwd, format } = options;
  const { config, ...flags } = options.flags;
  const governor = createGovernor({ cwd, config, flags, sources: new Map() });
  const path = resolve(cwd, file);
  const effective = governor.effectiveFor(path);
  if (effective === undefined) return { text: '', failures: governor.failures };
  const explained: Explained = {
    file,
    configuration: governor.configurationOf(path) ?? null,
    ignored: whyPassedOver(path, { cwd, ignoredBy: governor.ignoredBy }) ?? null,
    ...effective,
  };
  return { text: format === 'json' ? printable(explained) : yaml(explained), failures: [] };
}

/** As a configuration that would say the same: one line for each value, with a comment that says why. */
function yaml({ file, configuration, ignored, ...effective }: Explained): string {
  const { profile, rules, buildArgs, target, platform } = effective;
  const lines = [
    `# ${visible(file)}`,
    `# governed by ${configuration === null ? 'no policy-check.yaml' : visible(configuration)}`,
    ...(ignored === null ? [] : [`# passed over unless it is named, because of ${visible(ignored)}`]),
    entry('profile', profile),
    'rules:',
  ];
  for (const [id, { severity, parameters }] of Object.entries(rules)) {
    lines.push(`  ${id}:`, `    ${entry('severity', severity)}`);
    if (Object.keys(parameters).length > 0) lines.push('    parameters:', ...entries(parameters, '      '));
  }
  if (Object.keys(buildArgs).length > 0) lines.push('buildArgs:', ...entries(buildArgs, '  '));
  if (target) lines.push(entry('target', target));
  if (platform) lines.push(entry('platform', platform));
  return `${lines.join('\n')}\n`;
}

function entries(settled: Record<string, Settled<unknown>>, indent: string): string[] {
  return Object.entries(settled).map(([name, each]) => indent + entry(name, each));
}

function entry(name: string, { value, from }: Settled<unknown>): string {
  return `${inline(name)}: ${inline(value)} # ${visible(from)}`;
}
