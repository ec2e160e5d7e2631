import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { cli, project } from '../project.ts';
import { startBundleServer } from './bundle-server.ts';
import { built, copy, keyPair, next, repacked, rule } from './bundles.ts';
import { configured, examples, expectSameFindings, verdicts } from './examples.ts';
import { startOpa } from './opa.ts';
import { until } from './processes.ts';

vi.setConfig({ testTimeout: 120_000 });

const path = '/policy-check/bundle.tar.gz';

/** An OPA that takes its bundle from a web server, and how to publish another one there. */
async function served(archive: Buffer, publicKey: string, files: string[] = []) {
  const server = await startBundleServer();
  server.files.set(path, archive);
  const opa = await startOpa({ service: { url: server.url }, resource: path, publicKey, files });
  return { opa, server, publish: (other: Buffer) => void server.files.set(path, other) };
}

test('OPA finds in every example what the program finds', async () => {
  const { privateFile, publicKey } = keyPair();
  const { opa } = await served(built(copy(), privateFile), publicKey);
  await expectSameFindings(opa.ask);
});

test('OPA takes the exported settings as data beside the bundle', async () => {
  const { privateFile, publicKey } = keyPair();
  const folder = project({ 'policy-check.yaml': configured });
  await cli(folder, ['export', 'conftest', '.']);
  const settings = join(folder, 'policy-check.json');
  const { opa } = await served(built(copy(), privateFile), publicKey, [settings]);
  await expectSameFindings(opa.ask, configured);
});

test('OPA refuses a bundle that is not what was signed, keeps the last good one, and takes the next', async () => {
  const mine = keyPair();
  const others = keyPair();
  const good = built(copy(), mine.privateFile);
  const { opa, server, publish } = await served(good, mine.publicKey);

  const first = await opa.revision();
  const node = (await examples()).find(({ file }) => file === 'before/node/Dockerfile')!;
  const answer = async () => verdicts(await opa.ask(node));
  const before = await answer();
  const after = before.map((line) => line.replace('which moves', 'which wanders'));
  expect(after).not.toEqual(before);

  // Somebody asks all the time.
  let asking = true;
  const seen: string[][] = [];
  const asked = (async () => {
    while (asking) seen.push(await answer());
  })();
  asked.catch(() => {});

  const oneByte = (folder: string) => {
    const file = join(folder, rule);
    const bytes = readFileSync(file);
    bytes[bytes.indexOf('latest')]! ^= 0x20;
    writeFileSync(file, bytes);
  };
  const refused: [Buffer, RegExp][] = [
    [repacked(good, oneByte), /no_latest_tag\.rego: digest mismatch/],
    [built(copy(next), others.privateFile), /failed to verify JWT signature/],
    [repacked(good, (folder) => rmSync(join(folder, '.signatures.json'))), /missing \.signatures\.json/],
    [
      repacked(good, (folder) => writeFileSync(join(folder, 'lib/more.rego'), 'package lib.more\n')),
      /not included in bundle signature/,
    ],
  ];
  for (const [bad, message] of refused) {
    publish(bad);
    const { active_revision } = await until(`${message}`, async () => {
      const status = await opa.status();
      return message.test(status?.message ?? '') && status;
    });
    expect(active_revision).toBe(first);
    expect(await opa.revision()).toBe(first);
    expect(await answer()).toEqual(before);
  }

  // Packing anew changes nothing that is signed, so it was not that.
  publish(repacked(good, () => {}));
  await until('the good bundle again', async () => (await opa.status())?.message === undefined);

  publish(built(copy(next), mine.privateFile));
  await until('the next revision', async () => (await opa.revision()) === 'next');
  expect(await answer()).toEqual(after);
  server.answers.length = 0;
  await until('a poll that finds nothing new', async () => server.answers.includes(304));

  publish(good);
  await until('the first revision again', async () => (await opa.revision()) === first);
  expect(await answer()).toEqual(before);

  asking = false;
  await asked;
  expect(seen.length).toBeGreaterThan(20);
  for (const findings of seen) expect([before, after]).toContainEqual(findings);
});
