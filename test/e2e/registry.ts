import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { project } from '../project.ts';
import { freePort, start, until } from './processes.ts';
import { tool } from './tools.ts';

/** Starts a registry on loopback, empty. Gives its `localhost:PORT`: by that name oras and conftest speak plain HTTP with it. */
export async function startRegistry(): Promise<string> {
  const port = await freePort();
  const configuration = {
    version: '0.1',
    storage: { filesystem: { rootdirectory: project({}) } },
    http: { addr: `127.0.0.1:${port}` },
  };
  const folder = project({ 'registry.json': JSON.stringify(configuration) });
  const running = start(tool('registry'), ['serve', 'registry.json'], {
    cwd: folder,
    log: join(folder, 'log'),
  });
  onTestFinished(() => running.stop());
  await until('the registry', () =>
    fetch(`http://localhost:${port}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    ),
  );
  return `localhost:${port}`;
}

/** The names of the files that a tag or digest of a repository consists of. */
export async function filesOf(host: string, repository: string, reference: string): Promise<string[]> {
  const response = await fetch(`http://${host}/v2/${repository}/manifests/${reference}`, {
    headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
  });
  const { layers } = (await response.json()) as { layers: { annotations: Record<string, string> }[] };
  return layers.map(({ annotations }) => annotations['org.opencontainers.image.title']!).sort();
}
