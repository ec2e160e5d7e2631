import { stringify } from 'yaml';
import { rules } from './catalogue.ts';
import type { Rule } from './catalogue.ts';
import { constraint, isAdmissible, parameters } from './gatekeeper-constraint.ts';
import type { Enforcement } from './gatekeeper-constraint.ts';
import { policySource, template } from './gatekeeper-template.ts';
import type { Severity } from './finding.ts';
import type { Settings } from './settings.ts';

/**
 * Everything that Gatekeeper needs to enforce the rules on workloads, as file name → YAML: `templates/` and
 * `constraints/` with what the settings say, each to be applied with `kubectl apply -k`; `suite.yaml` and `samples/`
 * to try them with `gator verify`.
 */
export function kit(settings: Settings, enforcement: Enforcement = {}): Record<string, string> {
  const severityOf = (rule: Rule) => settings.severity?.[rule.id] ?? rule.severity;
  const enforced = rules.filter((rule) => isAdmissible(rule) && severityOf(rule) !== 'off');
  const files: Record<string, string> = {};
  for (const rule of enforced) {
    const severity = severityOf(rule) as Severity;
    const made = (values: Record<string, unknown>, enforcement: Enforcement) =>
      yaml(constraint(rule, severity, values, enforcement));
    files[`templates/${rule.id}.yaml`] = yaml(template(rule));
    files[`constraints/${rule.id}.yaml`] = made(parameters(rule, settings), enforcement);
    files[`samples/${rule.id}/constraint.yaml`] = made(
      { ...parameters(rule, {}), ...rule.example_parameters },
      {},
    );
    for (const name of ['bad', 'good'])
      files[`samples/${rule.id}/${name}.yaml`] = policySource(`rules/${rule.id}/${name}.yaml`);
  }
  files['suite.yaml'] = yaml(suite(enforced));
  const resources = enforced.map(({ id }) => `${id}.yaml`);
  for (const folder of ['templates', 'constraints'])
    files[`${folder}/kustomization.yaml`] = yaml(kustomization(resources));
  // For what applies again until all is there: the kind of a Constraint exists once Gatekeeper has the template.
  files['kustomization.yaml'] = yaml(kustomization(['templates', 'constraints']));
  return files;
}

/** What `gator verify` tries: each template on a good and a bad object. */
function suite(enforced: readonly Rule[]): object {
  const tests = enforced.map(({ id }) => ({
    name: id,
    template: `templates/${id}.yaml`,
    constraint: `samples/${id}/constraint.yaml`,
    cases: [
      { name: 'good', object: `samples/${id}/good.yaml`, assertions: [{ violations: 'no' }] },
      { name: 'bad', object: `samples/${id}/bad.yaml`, assertions: [{ violations: 'yes' }] },
    ],
  }));
  return { kind: 'Suite', apiVersion: 'test.gatekeeper.sh/v1alpha1', tests };
}

function kustomization(resources: string[]): object {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, blockQuote: 'literal', aliasDuplicateObjects: false });
}
