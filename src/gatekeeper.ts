import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { rules } from './catalogue.ts';
import type { Rule, Schema } from './catalogue.ts';
import type { Settings } from './settings.ts';

/** The Rego sources, beside the folder that this module is in, built or not. */
const policies = new URL('../policies/', import.meta.url);

/** Kinds that run pods; the webhook asks about `pods/ephemeralcontainers` as a Pod. */
const workloads = [
  { apiGroups: [''], kinds: ['Pod', 'PodTemplate', 'ReplicationController'] },
  { apiGroups: ['apps'], kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  { apiGroups: ['batch'], kinds: ['CronJob', 'Job'] },
];

/**
 * Everything that Gatekeeper needs to enforce the rules on workloads, as file name → YAML: `templates/` and
 * `constraints/` with what the settings say, `suite.yaml` and `samples/` to try them with `gator verify`.
 */
export function kit(settings: Settings): Record<string, string> {
  const files: Record<string, string> = {};
  const tests: object[] = [];
  for (const rule of rules.filter(isAdmissible)) {
    const severity = settings.severity?.[rule.id] ?? rule.severity;
    if (severity === 'off') continue;
    files[`templates/${rule.id}.yaml`] = yaml(template(rule));
    files[`constraints/${rule.id}.yaml`] = yaml(constraint(rule, parameters(rule, settings), severity));
    const samples = `samples/${rule.id}`;
    files[`${samples}/constraint.yaml`] = yaml(
      constraint(rule, { ...parameters(rule, {}), ...rule.example_parameters }, severity),
    );
    for (const name of ['bad', 'good'])
      files[`${samples}/${name}.yaml`] = source(`rules/${rule.id}/${name}.yaml`);
    tests.push({
      name: rule.id,
      template: `templates/${rule.id}.yaml`,
      constraint: `${samples}/constraint.yaml`,
      cases: [
        { name: 'good', object: `${samples}/good.yaml`, assertions: [{ violations: 'no' }] },
        { name: 'bad', object: `${samples}/bad.yaml`, assertions: [{ violations: 'yes' }] },
      ],
    });
  }
  files['suite.yaml'] = yaml({ kind: 'Suite', apiVersion: 'test.gatekeeper.sh/v1alpha1', tests });
  return files;
}

/** Whether a rule means anything at admission. */
function isAdmissible(rule: Rule): boolean {
  return rule.subjects.includes('workload') && rule.admission !== false;
}

/** `no-latest-tag` → `PolicyCheckNoLatestTag`. */
function kindOf({ id }: Rule): string {
  return `PolicyCheck${id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`;
}

function template(rule: Rule): object {
  const kind = kindOf(rule);
  const rego = source(`rules/${rule.id}/${rule.id.replaceAll('-', '_')}.rego`);
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: {
      name: kind.toLowerCase(),
      annotations: { 'metadata.gatekeeper.sh/title': rule.title, description: rule.description },
    },
    spec: {
      crd: {
        spec: {
          names: { kind },
          // The defaults make a Constraint without parameters work.
          validation: { openAPIV3Schema: { type: 'object', ...rule.parameters, default: {} } },
        },
      },
      targets: [
        {
          target: 'admission.k8s.gatekeeper.sh',
          code: [{ engine: 'Rego', source: { version: 'v1', rego, libs: libs(rego) } }],
        },
      ],
    },
  };
}

/** The libraries that a source reaches through its imports, each once. */
function libs(rego: string): string[] {
  const found = new Map<string, string>();
  const visit = (text: string): void => {
    for (const [, name] of text.matchAll(/^import data\.lib\.(\w+)/gm)) {
      if (found.has(name!)) continue;
      const lib = source(`lib/${name}/${name}.rego`);
      found.set(name!, lib);
      visit(lib);
    }
  };
  visit(rego);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

function constraint(rule: Rule, parameters: Record<string, unknown>, severity: Rule['severity']): object {
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: kindOf(rule),
    metadata: { name: rule.id },
    spec: {
      enforcementAction: severity === 'error' ? 'deny' : 'warn',
      match: { kinds: workloads },
      ...(rule.parameters && { parameters }),
    },
  };
}

/** All of a rule's parameters, with what the settings leave open at its default. */
function parameters(rule: Rule, settings: Settings): Record<string, unknown> {
  const defaults = Object.entries(rule.parameters?.properties ?? {}).map(
    ([name, schema]: [string, Schema]) => [name, schema['default']],
  );
  return { ...Object.fromEntries(defaults), ...settings.parameters?.[rule.id] };
}

function source(path: string): string {
  return readFileSync(new URL(path, policies), 'utf8');
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
}
