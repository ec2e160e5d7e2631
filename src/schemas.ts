import { rules } from './catalogue.ts';
import type { Rule, Schema } from './catalogue.ts';
import { enforcementActions } from './gatekeeper-constraint.ts';
import { profileNames } from './profiles.ts';
import { platformPattern } from './settings.ts';

/** How ajv is set up for these schemas. */
export const ajvOptions = { allowUnionTypes: true } as const;

const severity = { enum: ['off', 'warning', 'error'] };

/** An object that has these properties and no others. */
function closed(properties: Record<string, object>, more: object = {}): object {
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

function ruleChange(rule: Rule): object {
  return closed({ severity, ...(rule.parameters && { parameters: strictly(rule.parameters) }) });
}

function eachRule(change: (rule: Rule) => object): object {
  return closed(Object.fromEntries(rules.map((rule) => [rule.id, change(rule)])));
}

// Shared parts stand in $defs: ajv writes one function for each, however often it is used.
const $defs = {
  // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's word
  rules: eachRule((rule) => ({ if: { type: 'object' }, then: ruleChange(rule), else: severity })),
};

const globs = {
  type: 'array',
  items: {
    type: 'string',
    minLength: 1,
    pattern: '^(?!!(?!\\())(?!\\.\\.?$)(?!(.*/)?\\.\\.(/|$))',
    description: 'a glob below the configuration\'s folder, without a leading "!" and without ".."',
  },
};

const scalar = { type: ['string', 'number', 'boolean'] };

const layer = {
  profile: { enum: profileNames },
  rules: { $ref: '#/$defs/rules' },
  buildArgs: { type: 'object', additionalProperties: scalar },
  target: { type: ['string', 'number'] },
  platform: {
    type: 'string',
    pattern: platformPattern,
    description: 'an operating system, an architecture and perhaps a variant, like linux/arm64',
  },
};

const action = { enum: enforcementActions };
const texts = { type: 'array', items: { type: 'string' } };
const selector = closed({
  matchLabels: { type: 'object', additionalProperties: { type: 'string' } },
  matchExpressions: {
    type: 'array',
    items: closed(
      {
        key: { type: 'string' },
        operator: { enum: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
        values: texts,
      },
      { required: ['key', 'operator'] },
    ),
  },
});
const namespaces = {
  type: 'array',
  items: {
    type: 'string',
    // As the CRDs of Constraints have it.
    pattern: '^\\*?[-:a-z0-9]*\\*?$',
    minLength: 1,
    description: 'the name of a namespace, perhaps with a * at its beginning or end',
  },
};

/** What Constraints take over from the configuration; see `Enforcement`. */
const enforcement = closed({
  enforcementAction: action,
  rules: eachRule(() => action),
  match: closed({
    kinds: {
      type: 'array',
      items: closed({ apiGroups: texts, kinds: texts }, { required: ['apiGroups', 'kinds'] }),
    },
    namespaces,
    excludedNamespaces: namespaces,
    labelSelector: selector,
    namespaceSelector: selector,
  }),
});

/** The schema of policy-check.yaml. Made from the catalogue, so that each rule's parameters are written down once. */
export const configuration = closed(
  {
    ...layer,
    ignore: globs,
    gatekeeper: enforcement,
    overrides: {
      type: 'array',
      items: closed({ files: { ...globs, minItems: 1 }, ...layer }, { required: ['files'] }),
    },
  },
  { $defs },
);

/** The schema of bundle.json: OPA's manifest, and the profiles as far as they differ from the catalogue. */
export const bundle = closed(
  {
    revision: { type: 'string' },
    roots: { type: 'array', items: { type: 'string' } },
    rego_version: { const: 1 },
    profiles: closed(
      Object.fromEntries(profileNames.map((name) => [name, closed({ rules: eachRule(ruleChange) })])),
      { required: profileNames },
    ),
  },
  { required: ['revision', 'roots', 'rego_version', 'profiles'] },
);

const text = { type: 'string' };

/** The schema of what the policy answers; see `Report`. */
export const report = closed(
  {
    findings: {
      type: 'array',
      items: closed(
        {
          rule: text,
          msg: text,
          details: closed(
            {
              path: { type: 'array', items: { type: ['string', 'integer'] } },
              severity: { enum: ['error', 'warning'] },
              subject: text,
              token: text,
              extra: text,
            },
            { required: ['path', 'severity', 'subject'] },
          ),
        },
        { required: ['rule', 'msg', 'details'] },
      ),
    },
    suppressed: { type: 'integer' },
    failures: { type: 'array', items: closed({ message: text }, { required: ['message'] }) },
  },
  { required: ['findings', 'suppressed', 'failures'] },
);
