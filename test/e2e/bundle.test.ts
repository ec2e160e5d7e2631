import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { project } from '../project.ts';
import { build, built, copy, keyPair, repacked, root, rule, unpacked } from './bundles.ts';
import { tool } from './tools.ts';

vi.setConfig({ testTimeout: 60_000 });

test('the same sources and key give the same bytes, wherever they are', () => {
  const { privateFile } = keyPair();
  const here = built(copy(), privateFile);
  const deep = copy({}, project({ 'in/a/deep/folder/README': '' }) + '/in/a/deep/folder');
  const there = built(deep, privateFile, { TZ: 'Asia/Tokyo', LC_ALL: 'C', TMPDIR: deep });
  expect(there.equals(here)).toBe(true);
});

test('a bundle holds what an evaluation needs, as it is, and nothing else', () => {
  const folder = unpacked(built(copy(), keyPair().privateFile));
  const evaluated = below(join(root, 'policies')).filter((path) => /(?<!_test)\.rego$/.test(path));
  expect(evaluated).toContain('main/main.rego');
  expect(below(folder)).toEqual(
    ['.manifest', '.signatures.json', 'data.json', 'policy.wasm', ...evaluated].sort(),
  );

  const expectSame = (path: string, source: string) =>
    expect(readFileSync(join(folder, path)).equals(readFileSync(join(root, source))), path).toBe(true);
  for (const path of evaluated) expectSame(path, `policies/${path}`);
  expectSame('policy.wasm', 'src/policy.wasm');

  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(JSON.parse(readFileSync(join(folder, '.manifest'), 'utf8'))).toEqual({
    revision: version,
    roots: ['main', 'lib', 'rules'],
    rego_version: 1,
  });
  expect(readFileSync(join(folder, 'data.json'), 'utf8')).toBe('{}\n');
});

test('opa build tells whether an archive is what a key has signed', () => {
  const { privateFile, publicKey } = keyPair();
  const archive = built(copy(), privateFile);
  const verified = (archive: Buffer, key: string) => {
    const cwd = project({ 'bundle.tar.gz': archive, 'public.pem': key });
    const args = ['build', '--bundle', 'bundle.tar.gz', '--verification-key', 'public.pem'];
    return spawnSync(tool('opa'), [...args, '--output', '/dev/null'], { cwd }).status;
  };
  expect(verified(archive, publicKey)).toBe(0);
  expect(verified(archive, keyPair().publicKey)).toBe(1);
  expect(
    verified(
      repacked(archive, (folder) => appendFileSync(join(folder, rule), '\n')),
      publicKey,
    ),
  ).toBe(1);
  const unsigned = repacked(archive, (folder) => rmSync(join(folder, '.signatures.json')));
  expect(verified(unsigned, publicKey)).toBe(1);
});

test('without a key one is made, once', () => {
  const folder = copy();
  expect(build(folder)).toEqual({ status: 0, stderr: '' });
  const first = readFileSync(join(folder, 'bundle.tar.gz'));
  expect(statSync(join(folder, '.keys/private.pem')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, '.keys/public.pem'), 'utf8')).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);

  build(folder);
  expect(readFileSync(join(folder, 'bundle.tar.gz')).equals(first)).toBe(true);
});

const spki = { type: 'spki', format: 'pem' } as const;
const pem = { type: 'pkcs8', format: 'pem' } as const;
const curve = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: pem, publicKeyEncoding: spki })
    .privateKey;
const locked = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { ...pem, cipher: 'aes-256-cbc', passphrase: 'secret' },
    publicKeyEncoding: spki,
  }).privateKey;

test.each([
  ['gone', undefined, 'no such file'],
  ['notes', () => 'The key is under the mat.', 'is not a private key in PEM'],
  ['public', () => keyPair().publicKey, 'is not a private key in PEM'],
  ['locked', locked, 'is not a private key in PEM without a passphrase'],
  ['curve', curve, 'the signature is RS256, which needs rsa'],
])('a bundle is not signed with the key %s', (name, key, message) => {
  const folder = copy();
  const file = join(project(key === undefined ? {} : { [name]: key() }), name);
  const { status, stderr } = build(folder, [file]);
  expect(stderr).toContain(`${file} `);
  expect(stderr).toContain(message);
  expect(status).toBe(1);
  expect(existsSync(join(folder, 'bundle.tar.gz'))).toBe(false);
});

/** The files below a folder, as relative paths in order. */
function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}
