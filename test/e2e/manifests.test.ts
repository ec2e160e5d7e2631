import { beforeAll, expect, test } from 'vitest';
import { objectsOf, subjects } from '../parity/files.ts';
import { prepare } from './enforced.ts';
import { inTurns } from './load.ts';
import { clusterVerdict, tryToCreate } from './verdict.ts';
import type { Verdict } from './verdict.ts';

// Manifests that were not written for this test, each object tried with a server-side dry run.

const { cluster, create, verdictsOf } = prepare(`rules:
  no-latest-tag: warning
  pin-digest: error
  least-privilege: error
  unresolved-image: error
  trusted-registry: {severity: error, parameters: {registries: [registry.example.com, registry.k8s.io, quay.io]}}
  required-labels: {severity: warning, parameters: {workload_labels: [{key: team}]}}
`);

type Compared = { file: string; expected: Verdict; got: Verdict | string };
let compared: Compared[];

beforeAll(async () => {
  const objects = subjects('manifest').flatMap((file) => {
    const inputs = 'documents' in file ? file.documents.map(({ input }) => input) : [];
    return inputs
      .flatMap(objectsOf)
      .filter((object) => !ignores(object))
      .map((object) => ({ file: file.name, object: named(object) }));
  });
  const namespaces = new Set(objects.map(({ object }) => object.metadata.namespace));
  for (const name of namespaces) await ensureNamespace(name);
  const got = await inTurns(objects, 8, async ({ object }) =>
    clusterVerdict(await tryToCreate(cluster().api, object)),
  );
  const expected = await verdictsOf(objects.map(({ object }) => object));
  compared = objects.map(({ file }, index) => ({ file, expected: expected[index]!, got: got[index]! }));
}, 300_000);

/** What an object asks to ignore is meant to hold in the CLI alone. */
const ignores = (object: object) => JSON.stringify(object).includes('"policy-check/ignore"');

/** In a namespace, and under a name that the API server takes, which many of the files leave to a tool. */
function named(object: any): any {
  const { namespace, name, generateName } = object.metadata;
  const isName = (text: unknown) => typeof text === 'string' && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      namespace: isName(namespace) ? namespace : 'default',
      ...(!isName(name) && !isName(generateName) && { name: 'unnamed' }),
    },
  };
}

async function ensureNamespace(name: string): Promise<void> {
  const { status } = await cluster().api('GET', `/api/v1/namespaces/${name}`);
  if (status === 404) await create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

const isWorkload = ({ got }: Compared) => typeof got !== 'string';

test('every manifest of the examples is admitted or refused as the CLI says', () => {
  const own = compared.filter(({ file }) => file.startsWith('examples/'));
  expect(new Set(own.map(({ file }) => file)).size).toBe(6);
  for (const { got, expected } of own) expect(got).toEqual(expected);
  expect(own.filter(({ got }) => (got as Verdict).denied.length > 0).map(({ file }) => file)).toContain(
    'examples/before/deploy/catalog.yaml',
  );
});

test('every manifest of the corpus that the API server takes is admitted or refused as the CLI says', () => {
  const taken = compared.filter(isWorkload);
  const refused = taken.filter(({ expected }) => expected.denied.length > 0);
  const files = new Set(taken.map(({ file }) => file)).size;
  console.log(
    `${taken.length} objects of ${files} files compared, ${refused.length} of them refused; the API server itself ` +
      `takes ${compared.length - taken.length} others for no objects of its kinds`,
  );
  const different = taken.filter(({ got, expected }) => JSON.stringify(got) !== JSON.stringify(expected));
  expect(different).toEqual([]);
  expect(refused.length).toBeGreaterThan(200);
});
