import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Report } from '../../src/policy.ts';
import { project } from '../project.ts';
import { freePort, start, until } from './processes.ts';
import { tool } from './tools.ts';

/** What OPA says of its bundle: the revision that it uses, and why it could not take the last one that it was offered. */
type BundleStatus = { active_revision?: string; message?: string };

export type Opa = {
  /** The policy's answers about the inputs of one file. */
  ask: (file: { inputs: unknown[] }) => Promise<Report[]>;
  /** The revision of the bundle in use, as a policy sees it; undefined before there is one. */
  revision: () => Promise<string | undefined>;
  status: () => Promise<BundleStatus | undefined>;
};

/**
 * Starts `opa run --server` on loopback, which polls every second for a bundle that this key has signed, and waits until it has one.
 * @param options.files - documents to load beside the bundle
 */
export async function startOpa(options: {
  service: { url: string; type?: 'oci' };
  resource: string;
  publicKey: string;
  files?: string[];
}): Promise<Opa> {
  const { service, resource, publicKey, files = [] } = options;
  const configuration = {
    services: { source: service },
    keys: { 'policy-check': { algorithm: 'RS256', key: publicKey } },
    bundles: {
      'policy-check': {
        service: 'source',
        resource,
        signing: { keyid: 'policy-check' },
        polling: { min_delay_seconds: 1, max_delay_seconds: 1 },
      },
    },
    status: { console: true },
  };
  const folder = project({ 'opa.json': JSON.stringify(configuration) });
  const address = `127.0.0.1:${await freePort()}`;
  const args = ['run', '--server', '--addr', address, '--config-file', 'opa.json', '--skip-version-check'];
  const running = start(tool('opa'), [...args, ...files], {
    cwd: folder,
    env: { TMPDIR: folder },
    log: join(folder, 'log'),
  });
  onTestFinished(() => running.stop());

  async function get(path: string, body?: unknown): Promise<unknown> {
    const request = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const response = await fetch(`http://${address}/v1/${path}`, request);
    const text = await response.text();
    if (!response.ok) throw new Error(`OPA answers ${response.status}: ${text}`);
    return (JSON.parse(text) as { result?: unknown }).result;
  }

  const opa: Opa = {
    ask: ({ inputs }) =>
      Promise.all(inputs.map(async (input) => (await get('data/main/report', { input })) as Report)),
    async revision() {
      return (await get('data/system/bundles/policy-check/manifest/revision')) as string | undefined;
    },
    async status() {
      const status = (await get('status')) as { bundles?: Record<string, BundleStatus> } | undefined;
      return status?.bundles?.['policy-check'];
    },
  };
  await until('OPA with its bundle', () => opa.revision().catch(() => undefined));
  return opa;
}
