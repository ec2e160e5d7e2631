import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { project } from '../project.ts';
import { built, copy, keyPair, next } from './bundles.ts';
import { expectSameFindings } from './examples.ts';
import { startOpa } from './opa.ts';
import { until } from './processes.ts';
import { startRegistry } from './registry.ts';
import { tool } from './tools.ts';

vi.setConfig({ testTimeout: 120_000 });

const layer = 'application/vnd.oci.image.layer.v1.tar+gzip';
const config = 'application/vnd.oci.image.config.v1+json';

/** Pushes a bundle in the shape that OPA asks for. */
function push(archive: Buffer, reference: string) {
  const cwd = project({ 'bundle.tar.gz': archive, 'config.json': '{}' });
  const args = ['push', reference, '--config', `config.json:${config}`, `bundle.tar.gz:${layer}`];
  execFileSync(tool('oras'), args, { cwd, stdio: 'pipe' });
}

test('OPA takes the bundle from a registry, verified, and the next one under the same tag', async () => {
  const { privateFile, publicKey } = keyPair();
  const host = await startRegistry();
  const resource = `${host}/policies/bundle:stable`;
  push(built(copy(), privateFile), resource);
  const opa = await startOpa({ service: { url: `http://${host}`, type: 'oci' }, resource, publicKey });
  await expectSameFindings(opa.ask);

  const first = await opa.revision();
  push(built(copy(next), keyPair().privateFile), resource);
  await until('a refusal', async () => /failed to verify/.test((await opa.status())?.message ?? ''));
  expect(await opa.revision()).toBe(first);
  await expectSameFindings(opa.ask);

  push(built(copy(next), privateFile), resource);
  await until('the next revision', async () => (await opa.revision()) === 'next');
});
