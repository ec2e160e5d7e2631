import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readDockerfile } from '../../src/dockerfile.ts';
import { askOracle } from '../parity/oracle.ts';
import { checked, latest } from '../project.ts';
import { checkout, folder } from './checkout.ts';
import { followContainerfile } from './container.ts';
import { runIn } from './run.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'Containerfile'), 'utf8');

test('the strictest profile has nothing to say of it', async () => {
  const { findings, failures, summary } = await checked(root, ['--profile', 'strict', 'Containerfile']);
  expect({ findings, failures }).toEqual({ findings: [], failures: [] });
  expect(summary).toMatchObject({ files: 1, suppressed: 0 });
});

test('BuildKit converts it, to an image of user 65532 from pinned bases', async () => {
  const [answer] = await askOracle([{ dockerfile: text }]);
  expect(answer).toMatchObject({ refused: [], user: '65532:65532' });
  const { images, labels } = answer as Extract<typeof answer, { images: unknown }>;
  expect(labels['org.opencontainers.image.title']).toBe('policy-check');
  expect(images.map(({ reference }) => reference.split('@')[0])).toEqual([
    'mirror.gcr.io/library/node:24.21.0-trixie-slim',
    'gcr.io/distroless/nodejs24-debian13:nonroot',
  ]);
});

test('the context is what it copies, and nothing else', () => {
  const copied = (readDockerfile(text).input as { Cmd: string; Flags: string[]; Value: string[] }[])
    .filter(({ Cmd, Flags }) => Cmd === 'copy' && Flags.length === 0)
    .flatMap(({ Value }) => Value.slice(0, -1));
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8').trimEnd().split('\n');
  const [all, ...more] = lines.filter((line) => !line.startsWith('#'));
  expect(all).toBe('*');
  const allowed = more.filter((line) => line.startsWith('!'));
  expect(allowed.sort()).toEqual(copied.map((name) => `!${name}`).sort());
});

let run: (...args: string[]) => ReturnType<typeof runIn>;
beforeAll(async () => {
  const stage = await followContainerfile(text, checkout());
  const cwd = folder();
  writeFileSync(join(cwd, 'Dockerfile'), latest);
  chmodSync(cwd, 0o755);
  const [node, ...rest] = stage.entrypoint;
  expect(node).toBe('/nodejs/bin/node');
  const [uid, gid] = stage.user.split(':').map(Number);
  run = (...args) =>
    runIn(cwd, [process.execPath, ...rest.map((path) => join(stage.root, path)), ...args], {
      // Only root can become somebody else.
      ...(process.getuid?.() === 0 && { uid: uid!, gid: gid! }),
    });
}, 300_000);

test('what its steps leave runs as its user, and says its version', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await run('--version')).toEqual({ code: 0, output: `${version}\n` });
});

test.each([[['.']], [[]]])('it checks %j', async (args) => {
  const { code, output } = await run(...args);
  expect(output).toContain('Dockerfile:1:24 error no-latest-tag');
  expect(code).toBe(1);
});

test.each([[['rules']], [['explain', 'no-latest-tag']], [['schema']], [['parse', 'Dockerfile']]])(
  'it knows %j',
  async (args) => {
    expect(await run(...args)).toMatchObject({ code: 0 });
  },
);

test('it exports', async () => {
  const target = folder();
  chmodSync(target, 0o777);
  expect(await run('export', 'gatekeeper', join(target, 'gatekeeper'))).toEqual({ code: 0, output: '' });
});
