import { afterAll, describe, expect, test } from 'vitest';
import { rules } from '../../src/catalogue.ts';
import { prepare } from './enforced.ts';
import { cronJob, deployment, goodContainer, pod, spoilers } from './objects.ts';
import { clusterVerdict, tryToCreate } from './verdict.ts';
import type { Verdict } from './verdict.ts';

// Each rule on each way an object comes into a cluster: refused or admitted as the CLI says, with the CLI's messages.

const { cluster, verdictsOf, create } = prepare(`profile: strict
rules:
  trusted-registry: {severity: error, parameters: {registries: [registry.example.com]}}
  required-labels: {severity: error, parameters: {workload_labels: [{key: team}]}}
gatekeeper:
  match: {namespaceSelector: {matchLabels: {environment: production}}}
`);

const ids = rules
  .filter(({ subjects, admission }) => subjects.includes('workload') && admission !== false)
  .map(({ id }) => id);

test('every rule is tried', () => {
  expect(Object.keys(spoilers).sort()).toEqual(ids);
});

type Row = { rule: string; object: string; expected: Verdict; got: Verdict | string };
const rows: Row[] = [];
afterAll(() => console.log(tableOf(rows)));

/** Takes down what the CLI and the cluster say, and holds them to each other and to what the rule is known to say. */
async function compare(rule: string, object: string, subject: any, send: () => Promise<any>, fires: boolean) {
  const [expected] = await verdictsOf([subject]);
  const got = clusterVerdict(await send());
  rows.push({ rule, object, expected: expected!, got });
  expect(got).toEqual(expected);
  expect(expected!.denied.some((line) => line.startsWith(`[${rule}] `))).toBe(fires);
}

describe.each(ids)('%s', (rule) => {
  const spoiler = spoilers[rule]!;
  const post = (object: any) => () => tryToCreate(cluster().api, object);

  test.each([
    ['Pod', pod],
    ['Deployment', deployment],
    ['CronJob', cronJob],
  ])('a %s', async (kind, make) => {
    const good = make({ name: rule });
    const bad = make({ name: rule, ...spoiler });
    await compare(rule, `${kind}, good`, good, post(good), false);
    await compare(rule, kind, bad, post(bad), true);
  });

  test('an update', async () => {
    const good = deployment({ name: `${rule}-update` });
    await create(good);
    const path = `/apis/apps/v1/namespaces/shop/deployments/${rule}-update?dryRun=All`;
    const put = (object: any) => () => cluster().api('PUT', path, object);
    const better = { ...good, spec: { ...good.spec, replicas: 3 } };
    await compare(rule, 'update, good', better, put(better), false);
    const bad = deployment({ name: `${rule}-update`, ...spoiler });
    await compare(rule, 'update', bad, put(bad), true);
  });

  // Labels are no business of a container's, and privileges none of a volume's.
  const { container, image } = spoiler;
  if (container !== undefined) {
    test('an ephemeral container', async () => {
      const name = `${rule}-debug`;
      await create(pod({ name }));
      const path = `/api/v1/namespaces/shop/pods/${name}/ephemeralcontainers?dryRun=All`;
      const patch = (added: object) => {
        const spec = { ephemeralContainers: [{ ...added, name: 'debugger' }] };
        const object = pod({ name });
        const subject = { ...object, spec: { ...object.spec, ...spec } };
        const send = () => cluster().api('PATCH', path, { spec }, 'application/strategic-merge-patch+json');
        return [subject, send] as const;
      };
      await compare(rule, 'ephemeral container, good', ...patch(goodContainer), false);
      await compare(rule, 'ephemeral container', ...patch(container), true);
    });
  }
  if (image !== undefined) {
    test('an image volume', async () => {
      const good = pod({ name: rule, volume: goodContainer.image });
      await compare(rule, 'image volume, good', good, post(good), false);
      const bad = pod({ name: rule, volume: image });
      await compare(rule, 'image volume', bad, post(bad), true);
    });
  }
});

/** For whoever reads the log. */
function tableOf(rows: Row[]): string {
  const short = (verdict: Verdict | string) => {
    if (typeof verdict === 'string') return verdict;
    const by = [...new Set(verdict.denied.map((line) => /^\[(.*?)\]/.exec(line)![1]))];
    return by.length === 0 ? 'admitted' : `refused: ${by.join(', ')}`;
  };
  const lines = rows.map(
    ({ rule, object, expected, got }) => `| ${rule} | ${object} | ${short(expected)} | ${short(got)} |`,
  );
  return ['| rule | object | the CLI says | the cluster says |', '| --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
}
