import { rules } from './catalogue.ts';
import { enforcementActions, isAdmissible } from './gatekeeper-constraint.ts';
import { profileNames } from './profiles.ts';
import { anyRuleChange, closed, eachRule } from './schema-parts.ts';
import { platformPattern } from './settings.ts';

// Shared parts stand in $defs: ajv writes one function for each, however often it is used.
const $defs = {
  rules: {
    title: 'What becomes of single rules',
    description:
      'off, warning or error, or a mapping with severity and parameters; over what the profile says',
    ...eachRule(anyRuleChange),
  },
};

const globs = {
  type: 'array',
  items: {
    type: 'string',
    minLength: 1,
    maxLength: 1000,
    pattern: '^(?!!(?!\\())(?!\\.\\.?$)(?!(\\.?/)+$)(?!(.*/)?\\.\\.(/|$))',
    description: 'a glob below the configuration\'s folder, without a leading "!" and without ".."',
  },
};

const scalar = { type: ['string', 'number', 'boolean'] };

// `title: description` is what editors, and `init`, say of a key.
const layer = {
  profile: {
    enum: profileNames,
    default: profileNames[0],
    title: 'How much is asked for',
    description:
      'recommended; production, where more of it is an error; or strict, where nearly all of it is',
  },
  rules: { $ref: '#/$defs/rules' },
  buildArgs: {
    type: 'object',
    additionalProperties: scalar,
    title: 'Values of build arguments',
    description: 'as docker build --build-arg gives them to the ARGs that declare them',
    examples: [{ BASE_IMAGE: 'registry.example.com/base:1.0' }],
  },
  target: {
    type: ['string', 'number'],
    title: 'The stage that is shipped',
    description: 'its image is judged; where nothing is said, the last one',
    examples: ['release'],
  },
  platform: {
    type: 'string',
    pattern: platformPattern,
    title: 'The platform that is built for, linux/amd64 where nothing is said',
    description: 'an operating system, an architecture and perhaps a variant, like linux/arm64',
    examples: ['linux/arm64'],
  },
};

const action = {
  enum: enforcementActions,
  title: 'Enforcement',
  description: 'deny refuses the object, warn lets it pass with a warning, dryrun is for the audit alone',
};
const texts = { type: 'array', items: { type: 'string' } };
// Labels as Kubernetes has them; a Constraint with others is refused.
const labelKey = {
  type: 'string',
  pattern: '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?$',
  description: 'the key of a label, perhaps with a domain and a slash before it',
};
const labelValue = {
  type: 'string',
  pattern: '^([A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?)?$',
  description: 'the value of a label: up to 63 letters, digits, "-", "_" and "."',
};
const selector = closed({
  matchLabels: {
    type: 'object',
    propertyNames: labelKey,
    additionalProperties: labelValue,
    description: 'labels by their keys',
  },
  matchExpressions: {
    type: 'array',
    items: {
      description: 'a key with the operator In or NotIn and values, or with Exists or DoesNotExist',
      anyOf: [
        closed(
          {
            key: labelKey,
            operator: { enum: ['In', 'NotIn'] },
            values: { type: 'array', items: labelValue, minItems: 1 },
          },
          { required: ['key', 'operator', 'values'] },
        ),
        closed(
          { key: labelKey, operator: { enum: ['Exists', 'DoesNotExist'] } },
          { required: ['key', 'operator'] },
        ),
      ],
    },
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
const enforcement = closed(
  {
    enforcementAction: {
      ...action,
      default: enforcementActions[0],
      description: `the most that a Constraint does, but for those of single rules; ${action.description}`,
    },
    rules: {
      title: 'Enforcement of single rules',
      description: 'whatever their severity',
      ...eachRule(({ title }) => ({ ...action, title }), rules.filter(isAdmissible)),
    },
    match: {
      title: 'Which objects are held to the rules',
      description: "in the words of a Constraint's match",
      ...closed({
        kinds: {
          title: 'Kinds',
          description: "besides Kubernetes' own workloads",
          type: 'array',
          items: closed({ apiGroups: texts, kinds: texts }, { required: ['apiGroups', 'kinds'] }),
        },
        namespaces: { ...namespaces, title: 'Namespaces', description: 'no others' },
        excludedNamespaces: {
          ...namespaces,
          title: 'Excluded namespaces',
          description: 'all but these',
        },
        labelSelector: { ...selector, title: 'Labels of the object' },
        namespaceSelector: { ...selector, title: 'Labels of its namespace' },
      }),
    },
  },
  {
    title: 'How a cluster enforces the rules',
    description: 'what policy-check export gatekeeper writes into the Constraints',
    examples: [{ enforcementAction: 'warn', match: { excludedNamespaces: ['kube-system'] } }],
  },
);

/** The schema of policy-check.yaml. Made from the catalogue, so that each rule's parameters are written down once. */
export const configuration = closed(
  {
    ...layer,
    ignore: {
      ...globs,
      title: 'What to pass over',
      description:
        'files and folders below that of this file, as globs; what is named outright is checked all the same',
      examples: [['vendor/**']],
    },
    gatekeeper: enforcement,
    overrides: {
      type: 'array',
      items: closed(
        {
          files: {
            ...globs,
            minItems: 1,
            title: 'The files that are meant',
            description: 'as globs below the folder of this file; a folder means all that is in it',
          },
          ...layer,
        },
        { required: ['files'] },
      ),
      title: 'What is different for some files',
      description:
        'the later ones over the earlier ones, all over what stands above; the command line is over them',
      examples: [[{ files: ['deploy/prod/**'], profile: 'production' }]],
    },
  },
  { $defs },
);
