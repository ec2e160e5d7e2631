import catalogue from './catalogue.json' with { type: 'json' };
import type { Kind, Severity } from './finding.ts';

/** A JSON Schema in the structural subset that Kubernetes' CRDs share. */
export type Schema = { [keyword: string]: unknown; properties?: Record<string, Schema>; items?: Schema };

/** One rule, as its Rego annotation describes it. */
export type Rule = {
  /** The rule's name everywhere: `no-latest-tag`. */
  id: string;
  title: string;
  description: string;
  /** Which of the practices it is about; absent when it is about the use of this program. */
  practice?: number;
  /** False when the rule has no meaning in a cluster's admission. */
  admission?: boolean;
  /** The severity that the profile `recommended` gives it. */
  severity: Severity;
  /** What the rule looks at. */
  subjects: Kind[];
  /** The schema of its parameters, defaults included; absent when it has none. */
  parameters?: Schema;
  /** Parameters under which the rule's own examples are what they say, where the defaults do not do. */
  example_parameters?: Record<string, unknown>;
  /** Pages to read on. */
  related?: string[];
};

/** Every rule there is, by id in alphabetical order. */
export const rules: readonly Rule[] = catalogue as unknown as Rule[];
