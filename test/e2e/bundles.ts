import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { project } from '../project.ts';
import { toolFolder } from './tools.ts';

export const root = join(import.meta.dirname, '../..');

const needed = ['Makefile', 'bundle.json', 'policies', 'src/policy.wasm', 'src/catalogue.json', 'tools'];

/** Another copy of what a bundle is made of, with these files changed. Gives its folder. */
export function copy(changes: Record<string, (text: string) => string> = {}, folder = project({})): string {
  for (const path of needed) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(toolFolder, join(folder, '.tools'));
  for (const [path, change] of Object.entries(changes)) {
    const file = join(folder, path);
    const text = readFileSync(file, 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`nothing to change in ${path}`);
    writeFileSync(file, changed);
  }
  return folder;
}

/** A rule that has something to say of many examples. */
export const rule = 'rules/no-latest-tag/no_latest_tag.rego';

/** What is different in the next release: its revision, and that what `moves` in the messages of that rule `wanders`. */
export const next = {
  'bundle.json': (text: string) => text.replace(/"revision": "[^"]+"/, '"revision": "next"'),
  [`policies/${rule}`]: (text: string) => text.replace('which moves', 'which wanders'),
};

/** A new pair of RSA keys in PEM: the private one's file, and the text of the public one. */
export function keyPair(): { privateFile: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateFile: join(project({ 'private.pem': privateKey }), 'private.pem'), publicKey };
}

/** Builds the bundle of a folder as `make bundle` does. */
export function build(folder: string, key: string[] = [], env: Record<string, string> = {}) {
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'tools/bundle.js'), ...key], {
    cwd: dirname(folder),
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stderr };
}

/** The bundle that a folder gives with a key. */
export function built(folder: string, key: string, env: Record<string, string> = {}): Buffer {
  const { status, stderr } = build(folder, [key], env);
  if (status !== 0) throw new Error(stderr);
  return readFileSync(join(folder, 'bundle.tar.gz'));
}

/** What is in an archive, as a folder. */
export function unpacked(archive: Buffer): string {
  const folder = project({});
  execFileSync('tar', ['-xzPf', '-', '-C', folder, '--transform', 's,^/,,'], { input: archive });
  return folder;
}

/** The archive packed anew, after something in it was changed. */
export function repacked(archive: Buffer, change: (folder: string) => void): Buffer {
  const folder = unpacked(archive);
  change(folder);
  // By their names, as OPA knows no `./`.
  return execFileSync('tar', ['-czf', '-', '-C', folder, ...readdirSync(folder)], { maxBuffer: 1 << 28 });
}
