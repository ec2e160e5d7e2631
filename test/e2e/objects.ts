/** An object without anything that a rule of the strictest configuration here says something about, and ways to spoil it. */

export const digest = `@sha256:${'a'.repeat(64)}`;

export const goodContainer = {
  name: 'app',
  image: `registry.example.com/app${digest}`,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 1000,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

const withImage = (image: string) => ({ container: { ...goodContainer, image }, image });
const withContext = (context: object) => ({
  container: { ...goodContainer, securityContext: { ...goodContainer.securityContext, ...context } },
});

/** By rule, what makes it fire: a container, an image, or labels. */
export const spoilers: Record<string, { container?: object; image?: string; labels?: object }> = {
  'least-privilege': withContext({ allowPrivilegeEscalation: true }),
  'no-docker-hub': withImage(`nginx${digest}`),
  'no-latest-tag': withImage('registry.example.com/app:latest'),
  'non-root-user': withContext({ runAsUser: 0 }),
  'pin-digest': withImage('registry.example.com/app:1.4'),
  'required-labels': { labels: {} },
  'trusted-registry': withImage(`registry.example.com.evil.test/app${digest}`),
  'unresolved-image': withImage('registry.example.com/app:${TAG}'),
};

type Parts = { name: string; namespace?: string; labels?: object; container?: object; volume?: string };

const podSpec = ({ container = goodContainer, volume }: Parts) => ({
  containers: [container],
  ...(volume !== undefined && { volumes: [{ name: 'files', image: { reference: volume } }] }),
});

const metadata = ({ name, namespace = 'shop', labels = { team: 'shop' } }: Parts) => ({
  name,
  namespace,
  labels,
});

export function pod(parts: Parts): any {
  return { apiVersion: 'v1', kind: 'Pod', metadata: metadata(parts), spec: podSpec(parts) };
}

export function deployment(parts: Parts): any {
  const app = { app: parts.name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(parts),
    spec: { selector: { matchLabels: app }, template: { metadata: { labels: app }, spec: podSpec(parts) } },
  };
}

export function cronJob(parts: Parts): any {
  const template = { spec: { ...podSpec(parts), restartPolicy: 'Never' } };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadata(parts),
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } },
  };
}
