import { fileURLToPath } from 'node:url';
import pc from 'picocolors';
import { rules } from './catalogue.ts';
import type { Rule, Schema } from './catalogue.ts';
import { inspect } from './check.ts';
import { InputError } from './errors.ts';
import type { Kind } from './finding.ts';
import { policies, policySource } from './gatekeeper-template.ts';
import { didYouMean } from './nearest.ts';
import { paragraphs } from './pretty.ts';
import { inProfiles } from './rules-table.ts';
import { defaultParameters, settingsOf, settle } from './settings.ts';
import { visible } from './terminal.ts';
import { wrap } from './wrap.ts';
import { inline } from './yaml-inline.ts';

/** In columns of the terminal. */
const maxWidth = 100;
/** A default with more characters than this is counted, not shown. */
const maxDefault = 80;

const extensions: Record<Kind, string> = { dockerfile: 'Dockerfile', workload: 'yaml' };
const namesOf: Record<Kind, string> = { dockerfile: 'Dockerfiles', workload: 'workloads' };

/** All that there is to know about a rule, safe to print; an InputError when there is no such rule. */
export async function rulePage(id: string, colors: boolean): Promise<string> {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) {
    const known = rules.map((each) => each.id);
    throw new InputError(`unknown rule "${id}"${didYouMean(id, known) || ';'} known are ${known.join(', ')}`);
  }
  const paint = pc.createColors(colors);
  const section = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [[paint.bold(title), ...lines.map((line) => `  ${line}`.trimEnd())].join('\n')];
  const examples = await Promise.all(rule.subjects.map((kind) => examplesOf(rule, kind, colors)));
  const parts = [
    paint.bold(`${rule.id}: ${rule.title}`),
    wrap(rule.description, maxWidth).join('\n'),
    facts(rule).join('\n'),
    ...section('Parameters', Object.entries(rule.parameters?.properties ?? {}).flatMap(parameter)),
    ...section('To configure it, in policy-check.yaml', configuration(rule)),
    // Where ignores are judged, none is heard.
    ...(rule.id === 'suppression' ? [] : rule.subjects.flatMap((kind) => section(...ignore(rule, kind)))),
    ...examples.flatMap(({ bad, said, good, name }) => [
      ...section(`Bad: bad.${name}`, bad),
      said,
      ...section(`Good: good.${name}`, good),
    ]),
    ...section('Read on', rule.related ?? []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function facts({ practice, id, subjects }: Rule): string[] {
  const severities = inProfiles(id).map(([profile, { severity }]) => `${severity.value} (${profile})`);
  return [
    ...(practice === undefined ? [] : [`Practice    ${practice}`]),
    `Severity    ${severities.join(', ')}`,
    `Applies to  ${subjects.map((kind) => namesOf[kind]).join(' and ')}`,
  ];
}

function parameter([name, schema]: [string, Schema]): string[] {
  const value = inline(schema['default']);
  const shown = value.length > maxDefault ? `${(schema['default'] as unknown[]).length} entries` : value;
  const type = schema.items === undefined ? schema['type'] : `list of ${schema.items['type']}s`;
  const meaning = wrap(String(schema['description']), maxWidth - 4).map((line) => `  ${line}`);
  return [`${name} (${type}, default ${shown})`, ...meaning];
}

/** What somebody may write, with the parameters as the examples need them or as they are. */
function configuration(rule: Rule): string[] {
  const [, recommended] = inProfiles(rule.id)[0]!;
  const parameters = Object.entries({ ...defaultParameters(rule), ...rule.example_parameters })
    .map(([name, value]) => `${name}: ${inline(value)}`)
    .filter((line) => line.length <= maxDefault);
  return [
    'rules:',
    `  ${rule.id}:`,
    `    severity: ${recommended.severity.value} # or ${other(recommended.severity.value)}`,
    ...(parameters.length === 0 ? [] : ['    parameters:', ...parameters.map((line) => `      ${line}`)]),
  ];
}

function other(severity: string): string {
  return ['off', 'warning', 'error'].filter((each) => each !== severity).join(', ');
}

function ignore({ id }: Rule, kind: Kind): [title: string, lines: string[]] {
  return kind === 'dockerfile'
    ? [
        'To ignore it, before the instruction; until= may be left out',
        [`# policy-check ignore=${id} reason="<why>" until=<YYYY-MM-DD>`],
      ]
    : [
        "To ignore it, on a workload, its pod template or a List's item; until may be left out",
        [
          'metadata:',
          '  annotations:',
          `    policy-check/ignore: ${id}`,
          '    policy-check/reason: <why>',
          '    policy-check/until: <YYYY-MM-DD>',
        ],
      ];
}

/** The rule's own examples, and what the program says of the bad one. */
async function examplesOf(rule: Rule, kind: Kind, colors: boolean) {
  const name = extensions[kind];
  const origin = () => '';
  const settings = settingsOf(
    settle([{ rules: { [rule.id]: { parameters: rule.example_parameters ?? {} } }, origin }]),
  );
  const { result, sources } = await inspect({
    paths: [`bad.${name}`],
    cwd: fileURLToPath(new URL(`rules/${rule.id}/`, policies)),
    // The package may lie below somebody's configuration.
    governor: { settingsFor: () => settings, ignoredBy: () => undefined, failures: [] },
  });
  const findings = result.findings.filter((finding) => finding.rule === rule.id);
  const text = (which: string) =>
    policySource(`rules/${rule.id}/${which}.${name}`).trimEnd().split('\n').map(visible);
  return {
    name,
    bad: text('bad'),
    said: paragraphs({ findings, failures: result.failures }, { sources, colors }).join('\n\n'),
    good: text('good'),
  };
}
