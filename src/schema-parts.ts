import { rules } from './catalogue.ts';
import type { Rule, Schema } from './catalogue.ts';

const severity = { enum: ['off', 'warning', 'error'] };

/** An object that has these properties and no others. */
export function closed(properties: Record<string, object>, more: object = {}): object {
  return { type: 'object', properties, additionalProperties: false, ...more };
}

/** A parameter schema that also refuses what it does not name; CRDs may not say that beside `properties`. */
function strictly(schema: Schema): object {
  const result: Schema = { ...schema };
  if (schema.properties !== undefined) {
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, strictly(property) as Schema]),
    );
    result['additionalProperties'] = false;
  }
  if (schema.items !== undefined) result.items = strictly(schema.items) as Schema;
  return result;
}

export function ruleChange(rule: Rule): object {
  return closed({
    severity: {
      ...severity,
      default: rule.severity,
      title: 'Severity',
      description: 'what a finding counts as; off, and nothing is looked for',
    },
    ...(rule.parameters && { parameters: strictly(rule.parameters) }),
  });
}

/** A severity alone, or with parameters. */
export function anyRuleChange(rule: Rule): object {
  return {
    title: rule.title,
    description: rule.description,
    if: { type: 'object' },
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
    then: ruleChange(rule),
    else: { ...severity, default: rule.severity },
  };
}

export function eachRule(change: (rule: Rule) => object, among: readonly Rule[] = rules): object {
  return closed(Object.fromEntries(among.map((rule) => [rule.id, change(rule)])));
}
