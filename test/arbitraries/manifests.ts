import fc from 'fast-check';
import { print, reference } from './references.ts';

export type PodSpec = Record<string, unknown>;

/** A value of the right type, or now and then one that Kubernetes would refuse. */
function mostly<T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  const wrong = fc.constantFrom<unknown>(null, '', 'x', 7, 0, true, [], [null], {}, { a: 1 });
  return fc.oneof({ weight: 9, arbitrary: right }, { weight: 1, arbitrary: wrong });
}

/** An object with some of these fields. */
function some(fields: Record<string, fc.Arbitrary<unknown>>, ...always: string[]): fc.Arbitrary<PodSpec> {
  return fc.record(fields, { requiredKeys: always });
}

/** Fields as people write them; each stands at the same place of a container or a pod. */
const userFields = {
  runAsUser: mostly(fc.constantFrom(0, 1, 1000)),
  runAsNonRoot: mostly(fc.boolean()),
  seccompProfile: mostly(
    some({ type: mostly(fc.constantFrom('RuntimeDefault', 'Localhost', 'Unconfined')) }),
  ),
  windowsOptions: mostly(
    some({ runAsUserName: mostly(fc.constantFrom('ContainerUser', 'containeradministrator')) }),
  ),
};

const capability = mostly(fc.constantFrom('ALL', 'NET_BIND_SERVICE', 'SYS_ADMIN'));
const capabilities = mostly(fc.array(capability, { maxLength: 3 }));

const containerContext = some({
  ...userFields,
  privileged: mostly(fc.boolean()),
  allowPrivilegeEscalation: mostly(fc.boolean()),
  capabilities: mostly(some({ add: capabilities, drop: capabilities })),
});

const name = mostly(fc.constantFrom('app', 'sidecar', 'web-1'));

const image = mostly(
  fc.oneof(
    reference.map(print),
    fc.constantFrom('nginx', 'r.example.com/app:${TAG}', '$(IMAGE)', 'a b', 'nginx:'),
  ),
);

const containers = fc.array(
  mostly(some({ name, image, securityContext: mostly(containerContext) }, 'image')),
  { minLength: 1, maxLength: 3 },
);

/** What runs in a pod, as it may be written, mistakes included. */
export const podSpec: fc.Arbitrary<PodSpec> = some(
  {
    containers,
    initContainers: mostly(containers),
    ephemeralContainers: mostly(containers),
    volumes: mostly(
      fc.array(mostly(some({ name, image: mostly(some({ reference: image })) })), { maxLength: 2 }),
    ),
    securityContext: mostly(some(userFields)),
    hostNetwork: mostly(fc.boolean()),
    hostPID: mostly(fc.boolean()),
    hostUsers: mostly(fc.boolean()),
    os: mostly(some({ name: fc.constantFrom('linux', 'windows') })),
    nodeSelector: mostly(some({ 'kubernetes.io/os': fc.constantFrom('linux', 'windows') })),
  },
  'containers',
);

/** The objects that run such a pod, and where in them it is. */
export const wrappings: Record<string, { path: (string | number)[]; wrap: (spec: PodSpec) => object }> = {
  Pod: { path: ['spec'], wrap: (spec) => ({ apiVersion: 'v1', kind: 'Pod', metadata, spec }) },
  PodTemplate: {
    path: ['template', 'spec'],
    wrap: (spec) => ({ apiVersion: 'v1', kind: 'PodTemplate', metadata, template: { spec } }),
  },
  ...Object.fromEntries(
    ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'ReplicationController', 'Rollout'].map(
      (kind) => [
        kind,
        {
          path: ['spec', 'template', 'spec'],
          wrap: (spec: PodSpec) => ({
            apiVersion: 'example/v1',
            kind,
            metadata,
            spec: { template: { spec } },
          }),
        },
      ],
    ),
  ),
  CronJob: {
    path: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
    wrap: (spec) => ({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: { schedule: '@daily', jobTemplate: { spec: { template: { spec } } } },
    }),
  },
  List: {
    path: ['items', 1, 'spec'],
    wrap: (spec) => ({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'v1', kind: 'ConfigMap' }, wrappings['Pod']!.wrap(spec)],
    }),
  },
  PodList: {
    path: ['items', 0, 'spec'],
    wrap: (spec) => ({ apiVersion: 'v1', kind: 'PodList', items: [{ metadata, spec }] }),
  },
};

const metadata = { name: 'web', namespace: 'shop' };

/** Any object that runs a pod. */
export const manifest: fc.Arbitrary<object> = fc
  .tuple(fc.constantFrom(...Object.keys(wrappings)), podSpec)
  .map(([kind, spec]) => wrappings[kind]!.wrap(spec));
