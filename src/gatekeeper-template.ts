import { readFileSync } from 'node:fs';
import type { Rule } from './catalogue.ts';
import { kindOf, labels } from './gatekeeper-constraint.ts';
import { version } from './profiles.ts';

/** The Rego sources, beside the folder that this module is in, built or not. */
export const policies = new URL('../policies/', import.meta.url);

/** The ConstraintTemplate that brings a rule into a cluster, with the text of its Rego as it is. */
export function template(rule: Rule): object {
  const kind = kindOf(rule);
  const rego = policySource(`rules/${rule.id}/${rule.id.replaceAll('-', '_')}.rego`);
  return {
    apiVersion: 'templates.gatekeeper.sh/v1',
    kind: 'ConstraintTemplate',
    metadata: {
      name: kind.toLowerCase(),
      labels,
      annotations: {
        'metadata.gatekeeper.sh/title': rule.title,
        'metadata.gatekeeper.sh/version': version,
        description: rule.description,
      },
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
      const lib = policySource(`lib/${name}/${name}.rego`);
      found.set(name!, lib);
      visit(lib);
    }
  };
  visit(rego);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}

/** The text of a file below policies/. */
export function policySource(path: string): string {
  return readFileSync(new URL(path, policies), 'utf8');
}
