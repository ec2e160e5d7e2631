import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/catalogue.ts';
import { conftestShape } from '../../src/conftest-shape.ts';
import { loadPolicy } from '../../src/policy-file.ts';
import type { Policy } from '../../src/policy.ts';
import type { Settings } from '../../src/settings.ts';
import { askConftest, askConftestParse, askGator, askOpa, verdicts } from '../engines.ts';
import type { Disagreement } from './differences.ts';
import { objectsOf, subjects } from './files.ts';
import { compare, conclude } from './tally.ts';

// The promise: what is read, and then the same rules, paths and messages, in the WASM module, OPA, conftest and Gatekeeper.

const files = [...subjects('dockerfile'), ...subjects('manifest')];
const inputs = files.flatMap((file) =>
  'documents' in file ? file.documents.map(({ input }) => ({ name: file.name, input })) : [],
);

const everyParameter: Settings = {
  parameters: {
    'base-image-arg': { whole_reference: true },
    'minimal-base-image': { allow_shell: false, allowed: ['debian:*-slim', 'ubuntu', 'gcr.io/**'] },
    'no-build-tools': { packages: ['git', 'g*', '*-dev'], allow: ['gcc', 'libc6-*'] },
    'no-docker-hub': { aliases: ['a.io'], exempt: ['nginx', 'library/alpine'], mirror: 'mirror.example.com' },
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

let policy: Policy;
let parsed: Awaited<ReturnType<typeof askConftestParse>>;
beforeAll(async () => {
  policy = await loadPolicy();
  parsed = await askConftestParse(files);
}, 300_000);

test('every parameter is set', () => {
  const named = Object.entries(everyParameter.parameters!).map(([id, values]) => [
    id,
    Object.keys(values).sort(),
  ]);
  const known = rules
    .filter(({ parameters }) => parameters)
    .map(({ id, parameters }) => [id, Object.keys(parameters!['properties'] as object).sort()]);
  expect(named).toEqual(known);
});

test('conftest reads what we read', () => {
  const found = files.flatMap((file, index): Disagreement[] => {
    const ours = 'refusal' in file ? [`refused`] : [sorted(common(conftestShape(file.documents)))];
    const answer = parsed[index]!;
    const theirs = 'refusal' in answer ? [`refused`] : [sorted(answer.value)];
    return compare(file.name, { ours, theirs });
  });
  conclude(
    { between: 'conftest parse', what: 'what is read', files: files.length, facts: files.length },
    found,
  );
});

describe.each([
  { name: 'default settings', settings: {} },
  { name: 'every parameter set', settings: everyParameter },
])('with $name', ({ name, settings }: { name: string; settings: Settings }) => {
  test('OPA says what the WASM module says', async () => {
    const answers = await askOpa(
      inputs.map(({ input }) => input),
      settings,
    );
    let facts = 0;
    const found = inputs.flatMap((input, index) => {
      const mine = policy.evaluate(input.input, settings);
      const [ours, theirs] = [mine, answers[index]!].map((report) => [
        ...verdicts(report),
        `suppressed: ${report.suppressed}`,
      ]);
      facts += mine.findings.length;
      return compare(input.name, { ours: ours!, theirs: theirs! });
    });
    conclude(
      { between: 'opa', what: name, files: new Set(inputs.map((each) => each.name)).size, facts },
      found,
    );
  }, 300_000);

  test('conftest says what the WASM module says', async () => {
    const readable = files.filter((file, index) => 'documents' in file && 'value' in parsed[index]!);
    const answers = await askConftest(readable, settings);
    let facts = 0;
    const found = readable.flatMap((file, index) => {
      const ours = (file as { documents: { input: unknown }[] }).documents.flatMap(({ input }) =>
        verdicts(policy.evaluate(input, settings)),
      );
      facts += ours.length;
      return compare(file.name, { ours, theirs: answers[index]! });
    });
    conclude({ between: 'conftest test', what: name, files: readable.length, facts }, found);
  }, 300_000);

  test('Gatekeeper says what the WASM module says of Kubernetes objects', async () => {
    const objects = inputs.flatMap(({ name: file, input }) =>
      objectsOf(input).map((object) => ({ file, object })),
    );
    const answers = await askGator(
      objects.map(({ object }) => object),
      settings,
    );
    let facts = 0;
    const found = objects.flatMap(({ file, object }, index) => {
      const [ours, theirs] = [verdicts(policy.evaluate(object, settings)), answers[index]!].map((all) =>
        all.map((each) => `${String(object['apiVersion'])} ${object.kind}: ${each}`),
      );
      facts += ours!.length;
      return compare(file, { ours: ours!, theirs: theirs! });
    });
    conclude({ between: 'gatekeeper', what: name, files: objects.length, facts }, found);
  }, 300_000);
});

/** Without what our reader adds to conftest's entries. */
function common(shape: unknown): unknown {
  if (!Array.isArray(shape) || !Array.isArray(shape[0])) return shape;
  return shape.map((entries: unknown) =>
    Array.isArray(entries)
      ? entries.map((entry) => {
          const { Heredocs: _heredocs, SubFlags: _subFlags, ...rest } = entry as Record<string, unknown>;
          return rest;
        })
      : entries,
  );
}

/** JSON whose text is equal for equal values. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
