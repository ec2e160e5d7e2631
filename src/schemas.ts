import { profileNames } from './profiles.ts';
import { closed, eachRule, ruleChange } from './schema-parts.ts';

export { configuration } from './configuration-schema.ts';

/** How ajv is set up for these schemas. */
export const ajvOptions = { allowUnionTypes: true } as const;

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
const path = { type: 'array', items: { type: ['string', 'integer'] } };
const occurrence = { type: 'integer', minimum: 1 };

/** One of the three kinds that policies/lib/fixes makes. */
const edit = closed(
  { path, token: text, occurrence, insert: { enum: ['before', 'after'] }, text, value: {} },
  { required: ['path'], oneOf: [{ required: ['text'] }, { required: ['value'] }] },
);

const texts = { type: 'array', items: text };

/** The schema of a baseline; see `Entry`. */
export const baseline = closed(
  {
    version: { const: 1, description: '1, which this version of policy-check writes' },
    findings: {
      type: 'array',
      items: closed(
        {
          file: text,
          rule: text,
          message: text,
          fingerprint: {
            type: 'string',
            pattern: '^[0-9a-f]{64}$',
            description: '64 hexadecimal digits',
          },
        },
        { required: ['file', 'rule', 'message', 'fingerprint'] },
      ),
    },
  },
  { required: ['version', 'findings'] },
);

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
              path,
              severity: { enum: ['error', 'warning'] },
              subject: text,
              token: text,
              occurrence,
              extra: text,
              fix: closed(
                { title: text, edits: { type: 'array', items: edit } },
                { required: ['title', 'edits'] },
              ),
            },
            { required: ['path', 'severity', 'subject'] },
          ),
        },
        { required: ['rule', 'msg', 'details'] },
      ),
    },
    suppressed: { type: 'integer' },
    failures: { type: 'array', items: closed({ message: text }, { required: ['message'] }) },
    inventory: closed(
      {
        images: {
          type: 'array',
          items: closed({ registry: text, path: texts }, { required: ['registry', 'path'] }),
        },
        stages: texts,
      },
      { required: ['images', 'stages'] },
    ),
  },
  { required: ['findings', 'suppressed', 'failures'] },
);
