import type { Rule } from './catalogue.ts';
import type { Severity } from './finding.ts';
import { defaultParameters } from './settings.ts';
import type { Settings } from './settings.ts';

/** What a Constraint does about a violation, the strongest first. */
export const enforcementActions = ['deny', 'warn', 'dryrun'] as const;

type EnforcementAction = (typeof enforcementActions)[number];

type LabelSelector = {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};

/** Which objects are held to the rules, in the words of a Constraint's `match`. */
type Match = {
  /** Besides Kubernetes' own workloads. */
  kinds?: { apiGroups: string[]; kinds: string[] }[];
  namespaces?: string[];
  excludedNamespaces?: string[];
  labelSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
};

/** What a configuration says about the cluster. */
export type Enforcement = {
  /** The most that any Constraint does; `deny` when absent. */
  enforcementAction?: EnforcementAction;
  /** By rule id: what its Constraint does, whatever its severity. */
  rules?: Record<string, EnforcementAction>;
  match?: Match;
};

/** Kinds that run pods; the webhook asks about `pods/ephemeralcontainers` as a Pod. */
const workloads = [
  { apiGroups: [''], kinds: ['Pod', 'PodTemplate', 'ReplicationController'] },
  { apiGroups: ['apps'], kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  { apiGroups: ['batch'], kinds: ['CronJob', 'Job'] },
];

/** Whether a rule means anything at admission. */
export function isAdmissible(rule: Rule): boolean {
  return rule.subjects.includes('workload') && rule.admission !== false;
}

/** `no-latest-tag` → `PolicyCheckNoLatestTag`. */
export function kindOf({ id }: Rule): string {
  return `PolicyCheck${id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`;
}

/** What tells the objects of a kit from others in the cluster. */
export const labels = { 'app.kubernetes.io/part-of': 'policy-check' };

/** The Constraint that enforces a rule at this severity. */
export function constraint(
  rule: Rule,
  severity: Severity,
  parameters: Record<string, unknown>,
  { enforcementAction = 'deny', rules = {}, match: { kinds = [], ...match } = {} }: Enforcement,
): object {
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: kindOf(rule),
    metadata: { name: rule.id, labels, annotations: { description: rule.description } },
    spec: {
      enforcementAction: rules[rule.id] ?? weaker(severity === 'error' ? 'deny' : 'warn', enforcementAction),
      match: { kinds: [...workloads, ...kinds], ...match },
      ...(rule.parameters && { parameters }),
    },
  };
}

/** All of a rule's parameters, with what the settings leave open at its default. */
export function parameters(rule: Rule, settings: Settings): Record<string, unknown> {
  return { ...defaultParameters(rule), ...settings.parameters?.[rule.id] };
}

function weaker(...actions: EnforcementAction[]): EnforcementAction {
  return enforcementActions[Math.max(...actions.map((action) => enforcementActions.indexOf(action)))]!;
}
