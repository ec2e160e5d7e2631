import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../src/catalogue.ts';
import { kindOfName } from '../src/kind.ts';
import { loadPolicy } from '../src/policy.ts';
import { parseAny } from '../src/read.ts';
import type { Settings } from '../src/settings.ts';
import { cases } from './cases.ts';
import { askConftest, askGator, askOpa, verdicts } from './engines.ts';
import type { Labelled } from './engines.ts';

// The promise: the same rules, paths and messages from the WASM module, from OPA, from conftest and from Gatekeeper.

const root = join(import.meta.dirname, '..');
const read = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && kindOfName(entry.name) !== undefined)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: basename(path), text: readFileSync(path, 'utf8'), path }))
    .filter(({ name, text }) => kindOfName(name) === 'dockerfile' || /^kind: /m.test(text));

const files = [
  ...read('examples'),
  ...read('policies/rules'),
  ...cases.map(({ id, dockerfile, manifest }) =>
    dockerfile === undefined
      ? { name: `${id}.yaml`, text: manifest! }
      : { name: `${id}.dockerfile`, text: dockerfile },
  ),
];
const inputs = files.map(({ name, text }) => parseAny(text, name).map(({ input }) => input));

const everyParameter: Settings = {
  parameters: {
    'base-image-arg': { whole_reference: true },
    'no-docker-hub': { aliases: ['a.io'], exempt: ['nginx', 'library/alpine'] },
    'no-latest-tag': { floating_tags: ['latest', '3.20', '1'], exempt: ['httpd'] },
    'non-root-user': { require_numeric: true },
    'pin-digest': { exempt: ['r.io/a', 'debian:12'] },
    'required-labels': {
      labels: [{ key: 'maintainer', pattern: '^[a-z]+@' }, { any_of: ['a', 'b'] }],
      workload_labels: [{ key: 'app.kubernetes.io/name', pattern: '^[a-z]+$' }],
    },
    'trusted-registry': { registries: ['registry.example.com', 'a.io'], exempt: ['debian'] },
  },
  severity: Object.fromEntries(rules.map(({ id }, index) => [id, index % 2 === 0 ? 'warning' : 'error'])),
};

describe.each([
  { name: 'the default settings', settings: {} },
  { name: 'every parameter set', settings: everyParameter },
])('with $name', ({ settings }: { settings: Settings }) => {
  test('OPA says what the WASM module says', async () => {
    const policy = await loadPolicy();
    const all = inputs.flat();
    const answers = await askOpa(all, settings);
    all.forEach((input, index) => {
      const mine = policy.evaluate(input, settings);
      expect.soft(verdicts(answers[index]!)).toEqual(verdicts(mine));
      expect.soft(answers[index]!.suppressed).toBe(mine.suppressed);
    });
    expect(all.length).toBeGreaterThan(90);
  }, 60_000);

  test('conftest says what the WASM module says', async () => {
    const policy = await loadPolicy();
    const answers = await askConftest(files, settings);
    files.forEach(({ name, text }, index) => {
      const mine = parseAny(text, name).flatMap(({ input }) => {
        const { findings } = policy.evaluate(input, settings);
        // What conftest's own parser drops, it cannot find.
        return verdicts({ findings: findings.filter(({ details }) => details.extra === undefined) });
      });
      expect.soft({ name, verdicts: answers[index] }).toEqual({ name, verdicts: mine.sort() });
    });
  }, 60_000);

  test('Gatekeeper says what the WASM module says of workloads', async () => {
    const policy = await loadPolicy();
    const objects = inputs.flat().flatMap(objectsOf).filter(isAdmitted);
    const answers = await askGator(objects, settings);
    objects.forEach((object, index) => {
      expect.soft(answers[index]).toEqual(verdicts(policy.evaluate(object, settings)));
    });
    expect(objects.length).toBeGreaterThan(30);
  }, 120_000);
});

/** Admission sees the items of a List one by one. */
function objectsOf(input: unknown): Labelled[] {
  const { kind, items } = (input ?? {}) as { kind?: unknown; items?: Labelled[] };
  if (typeof kind !== 'string') return [];
  return kind === 'List' ? (items ?? []) : [input as Labelled];
}

/** The kinds that the exported constraints match; ignores are inert at admission. */
function isAdmitted(object: Labelled): boolean {
  const kinds = [
    'Pod',
    'PodTemplate',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'ReplicaSet',
    'Job',
    'CronJob',
  ];
  return kinds.includes(object.kind) && !JSON.stringify(object).includes('policy-check/ignore');
}
