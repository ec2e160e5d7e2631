import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startCluster } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { startGatekeeper } from './gatekeeper.ts';
import type { Gatekeeper } from './gatekeeper.ts';
import { enforce } from './kit.ts';
import { cliVerdicts, collection } from './verdict.ts';

/**
 * A cluster for the tests of one file, with Gatekeeper and, if there is a configuration, its kit in force; `shop` is a
 * namespace labelled as production.
 */
export function prepare(configuration?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'policy-check-e2e-'));
  let cluster: Cluster;
  let gatekeeper: Gatekeeper;

  let begin: number;

  beforeAll(async () => {
    begin = performance.now();
    cluster = await startCluster();
    gatekeeper = await startGatekeeper(cluster);
    await createNamespace('shop', { environment: 'production' });
    if (configuration !== undefined) await enforce(cluster, folder, configuration);
  });

  afterAll(async () => {
    await gatekeeper?.stop();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function create(object: any): Promise<void> {
    const path = await collection(cluster.api, object);
    const { status, body } = await cluster.api('POST', path!, object);
    if (status !== 201) throw new Error(body.message);
  }

  function createNamespace(name: string, labels: object = {}): Promise<void> {
    return create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  }

  return {
    /** Milliseconds since there was nothing. */
    age: () => performance.now() - begin,
    /** A folder that has the configuration and, in `kit`, what is in force. */
    folder,
    cluster: () => cluster,
    gatekeeper: () => gatekeeper,
    /** Puts another configuration in force. */
    enforce: (another: string) => enforce(cluster, folder, another),
    create,
    createNamespace,
    /** What the CLI says of objects under the configuration. */
    verdictsOf: (objects: object[]) => cliVerdicts(folder, objects),
  };
}
