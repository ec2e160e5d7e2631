import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepare } from './enforced.ts';
import { isEnforced, list } from './kit.ts';
import { deployment, digest, pod } from './objects.ts';
import { until } from './processes.ts';
import { clusterVerdict, tryToCreate, violationsIn } from './verdict.ts';

// What a cluster goes through with the rules in force, from the first refused pod to the death of the manager.

const production = 'gatekeeper: {match: {namespaceSelector: {matchLabels: {environment: production}}}}\n';
const configuration = `profile: production
rules: {trusted-registry: {severity: error, parameters: {registries: [registry.example.com]}}}
${production}`;

const { age, folder, cluster, gatekeeper, enforce, create, createNamespace, verdictsOf } =
  prepare(configuration);
const kubectl = (...args: string[]) => cluster().kubectl(args);
const api = (method: string, path: string, body?: unknown, type?: string) =>
  cluster().api(method, path, body, type);

const nginx = (name: string, namespace = 'shop') =>
  pod({ name, namespace, container: { ...pod({ name }).spec.containers[0], image: 'nginx' } });

/** Puts a configuration in force for what happens meanwhile. */
async function during(another: string, happens: () => Promise<void>): Promise<void> {
  await enforce(another);
  try {
    await happens();
  } finally {
    await enforce(configuration);
  }
}

describe('with kubectl', () => {
  test('nginx from Docker Hub does not get into production, an image of the own registry by digest does', async () => {
    const file = join(folder, 'pods.json');
    writeFileSync(file, JSON.stringify(nginx('web')));
    const refused = await kubectl('apply', '-f', file);
    expect(refused.code).toBe(1);
    console.log(`first refused pod ${(age() / 1000).toFixed(1)} s after the start from nothing`);
    for (const line of (await verdictsOf([nginx('web')]))[0]!.denied) expect(refused.stderr).toContain(line);
    expect(refused.stderr).toContain(
      '[no-docker-hub] nginx comes from Docker Hub: mirror it and write <your-registry>/library/nginx',
    );

    writeFileSync(file, JSON.stringify(pod({ name: 'web' })));
    expect(await kubectl('apply', '-f', file)).toMatchObject({ code: 0, stdout: 'pod/web created\n' });
  });

  test('run, create deployment, set image and debug are held to the rules', async () => {
    await create(pod({ name: 'tool' }));
    await create(deployment({ name: 'tool' }));
    const refused = [
      ['run', 'x', '--image=nginx'],
      ['create', 'deployment', 'x', '--image=nginx'],
      ['create', 'cronjob', 'x', '--image=nginx', '--schedule=0 3 * * *'],
      ['set', 'image', 'deployment/tool', 'app=nginx'],
      ['set', 'image', 'pod/tool', 'app=nginx'],
      ['debug', 'tool', '--image=busybox', '--profile=restricted', '--attach=false'],
    ];
    for (const args of refused) {
      const { code, stderr } = await kubectl('-n', 'shop', ...args);
      expect([args.join(' '), code, stderr]).toEqual([
        args.join(' '),
        1,
        expect.stringMatching(/denied the request: .*\[no-latest-tag\] (nginx|busybox) has no tag/s),
      ]);
    }
    const image = pod({ name: 'x' }).spec.containers[0].image;
    for (const args of [
      ['set', 'image', 'deployment/tool', `app=registry.example.com/other${digest}`],
      ['debug', 'tool', `--image=${image}`, '--profile=restricted', '--attach=false'],
    ]) {
      expect(await kubectl('-n', 'shop', ...args)).toMatchObject({ code: 0 });
    }
  });
});

test('warnings of the CLI are warnings of the cluster', async () => {
  await during(`rules: {no-latest-tag: warning}\n${production}`, async () => {
    const [expected] = await verdictsOf([nginx('warned')]);
    expect(expected).toMatchObject({ denied: [], warned: { length: 3 } });
    expect(clusterVerdict(await tryToCreate(cluster().api, nginx('warned')))).toEqual(expected);
  });
});

test('dryrun says nothing and refuses nothing, but audit reports', async () => {
  await during(`${configuration.replace('{match', '{enforcementAction: dryrun, match')}`, async () => {
    await create(nginx('before'));
    const { warnings, status } = await tryToCreate(cluster().api, nginx('dry'));
    expect([status, warnings]).toEqual([201, []]);
    await audited('no-docker-hub', ['shop/before']);
  });
});

test('audit finds what was there before', async () => {
  await createNamespace('old', { environment: 'production' });
  await during('gatekeeper: {match: {namespaces: [elsewhere]}}\n', async () => {
    await create(nginx('forgotten', 'old'));
  });
  const violation = await audited('no-docker-hub', ['old/forgotten']);
  const [expected] = await verdictsOf([nginx('forgotten', 'old')]);
  expect(expected!.denied).toContain(`[no-docker-hub] ${violation.message}`);
});

/** Waits until audit reports these objects, and gives what it says of the last one. */
function audited(rule: string, objects: string[]): Promise<any> {
  return until(`an audit that finds ${objects.join()}`, async () => {
    const constraint = (await list(cluster(), 'constraints')).find(({ metadata }) => metadata.name === rule);
    const violations: any[] = constraint?.status?.violations ?? [];
    const found = objects.map((object) =>
      violations.find(({ namespace, name }) => `${namespace}/${name}` === object),
    );
    return found.every(Boolean) && found.at(-1);
  });
}

test('namespaces outside of the match are left alone', async () => {
  await createNamespace('lab');
  await create(nginx('experiment', 'lab'));
  await during('gatekeeper: {match: {excludedNamespaces: ["lab*"]}}\n', async () => {
    expect(clusterVerdict(await tryToCreate(cluster().api, nginx('another', 'lab')))).toEqual({
      denied: [],
      warned: [],
    });
    expect(clusterVerdict(await tryToCreate(cluster().api, nginx('another', 'shop')))).toMatchObject({
      denied: { length: 1 },
    });
  });
});

test('a Constraint without parameters has the defaults', async () => {
  const path = '/apis/constraints.gatekeeper.sh/v1beta1/policychecknolatesttag';
  const name = 'by-hand';
  await createNamespace('bare');
  const created = await api('POST', path, {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: 'PolicyCheckNoLatestTag',
    metadata: { name },
    spec: { match: { namespaces: ['bare'], kinds: [{ apiGroups: [''], kinds: ['Pod'] }] } },
  });
  expect(created.status).toBe(201);
  expect(created.body.spec.parameters).toEqual({ exempt: [], floating_tags: ['latest'] });
  await until('the Constraint', async () => isEnforced((await api('GET', `${path}/${name}`)).body));
  const latest = pod({
    name: 'x',
    namespace: 'bare',
    container: { name: 'app', image: 'r.example.com/x:latest' },
  });
  expect(clusterVerdict(await tryToCreate(cluster().api, latest))).toMatchObject({
    denied: [expect.stringMatching(/^\[by-hand\] r\.example\.com\/x:latest has the tag latest, which moves/)],
  });
  await api('DELETE', `${path}/${name}`);
});

test('a Constraint with a parameter of the wrong type is refused', async () => {
  const file = join(folder, 'wrong.json');
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'constraints.gatekeeper.sh/v1beta1',
      kind: 'PolicyCheckNoLatestTag',
      metadata: { name: 'wrong' },
      spec: { parameters: { floating_tags: 'latest' } },
    }),
  );
  const { code, stderr } = await kubectl('apply', '-f', file);
  expect(code).toBe(1);
  expect(stderr).toContain('floating_tags');
});

describe('what is older than the rules', () => {
  /** Creates objects while nothing is in force. */
  const earlier = (...objects: any[]) =>
    during('gatekeeper: {match: {namespaces: [elsewhere]}}\n', async () => {
      for (const object of objects) await create(object);
    });

  test('can be deleted, finalizers and all', async () => {
    const held = nginx('held');
    held.metadata.finalizers = ['example.com/backup'];
    const running = deployment({ name: 'old', container: nginx('x').spec.containers[0] });
    await earlier(held, nginx('doomed'), running);
    expect(await kubectl('-n', 'shop', 'delete', 'deployment/old')).toMatchObject({ code: 0 });
    const force = ['--grace-period=0', '--force'];
    expect(await kubectl('-n', 'shop', 'delete', 'pod/doomed', ...force)).toMatchObject({ code: 0 });
    expect(await kubectl('-n', 'shop', 'delete', 'pod/held', '--wait=false', ...force)).toMatchObject({
      code: 0,
    });

    const path = '/api/v1/namespaces/shop/pods/held';
    expect((await api('GET', path)).body.metadata.deletionTimestamp).toBeDefined();
    const merge = 'application/merge-patch+json';
    expect(await api('PATCH', path, { metadata: { finalizers: null } }, merge)).toMatchObject({
      status: 200,
    });
    expect(await api('GET', path)).toMatchObject({ status: 404 });
  });

  test('can be scaled and annotated, but not get worse', async () => {
    const container = nginx('x').spec.containers[0];
    await earlier(deployment({ name: 'legacy', container }));
    const path = '/apis/apps/v1/namespaces/shop/deployments/legacy';
    const patch = (change: object) => api('PATCH', path, change, 'application/merge-patch+json');
    expect(await patch({ spec: { replicas: 0 } })).toMatchObject({ status: 200 });
    expect(await patch({ metadata: { annotations: { note: 'to be replaced' } } })).toMatchObject({
      status: 200,
    });
    const template = { spec: { containers: [{ ...container, image: 'nginx:1.27' }] } };
    expect(clusterVerdict(await patch({ spec: { template } }))).toMatchObject({
      denied: [
        expect.stringContaining('[no-docker-hub] nginx:1.27'),
        expect.stringContaining('[pin-digest] nginx:1.27'),
        expect.stringContaining('[trusted-registry] nginx:1.27'),
      ],
    });
  });
});

describe('the webhook itself', () => {
  const review = (object: unknown, more: object = {}) =>
    gatekeeper().webhook('POST', '/v1/admit', {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      request: {
        uid: '1',
        kind: { group: '', version: 'v1', kind: 'Pod' },
        resource: { group: '', version: 'v1', resource: 'pods' },
        name: 'odd',
        namespace: 'shop',
        operation: 'CREATE',
        userInfo: { username: 'somebody' },
        object,
        ...more,
      },
    });

  // An API server lets none of these through; whoever else asks the webhook gets an answer all the same.
  test.each([
    ['no spec', {}],
    ['an empty spec', { spec: {} }],
    ['null for containers', { spec: { containers: null } }],
    ['text for containers', { spec: { containers: 'nginx' } }],
    ['null for a container', { spec: { containers: [null] } }],
    ['a container without an image', { spec: { containers: [{ name: 'app' }] } }],
    ['a number for an image', { spec: { containers: [{ name: 'app', image: 5 }] } }],
    [
      'text for a security context',
      { spec: { securityContext: 'none', containers: [{ securityContext: [] }] } },
    ],
    ['a list for volumes', { spec: { volumes: [null, 'x', { image: 'y' }, { image: { reference: {} } }] } }],
    ['text for labels', { metadata: { name: 'odd', labels: 'x' }, spec: { containers: [] } }],
    ['a reference of 10,000 characters', { spec: { containers: [{ image: 'a/'.repeat(5_000) }] } }],
  ])('answers about %s as the CLI does', async (_, fields) => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'odd', namespace: 'shop' }, ...fields };
    const { response } = (await review(object)).body;
    const denied = response.allowed ? [] : violationsIn(response.status.message);
    expect([denied, response.status.code]).toEqual([
      (await verdictsOf([object]))[0]!.denied,
      response.allowed ? 200 : 403,
    ]);
  });

  test('lets a deletion pass without an object', async () => {
    const { response } = (await review(undefined, { operation: 'DELETE', oldObject: nginx('odd') })).body;
    expect(response.allowed).toBe(true);
  });
});

test('a manager that was killed enforces again when it is back', async () => {
  await gatekeeper().kill();
  const { status, body } = await tryToCreate(cluster().api, pod({ name: 'meanwhile' }));
  expect([status, body.message]).toEqual([500, expect.stringContaining('failed calling webhook')]);
  await gatekeeper().restart();
  const [expected] = await verdictsOf([nginx('after')]);
  await until('enforcement', async () => {
    const answer = clusterVerdict(await tryToCreate(cluster().api, nginx('after')));
    return JSON.stringify(answer) === JSON.stringify(expected);
  });
  expect(clusterVerdict(await tryToCreate(cluster().api, pod({ name: 'after' })))).toMatchObject({
    denied: [],
  });
}, 60_000);
