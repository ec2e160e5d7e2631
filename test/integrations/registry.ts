import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { folder } from './checkout.ts';
import { runIn } from './run.ts';

const root = join(import.meta.dirname, '../..');

/** What `npm pack` says of the archive that it made. */
export type Packed = {
  filename: string;
  size: number;
  unpackedSize: number;
  integrity: string;
  files: { path: string }[];
};

/** Packs what is built, as publishing would. Gives the path of the archive too. */
export async function pack(): Promise<Packed & { archive: string }> {
  const target = folder();
  // Whoever builds at the same time would take dist/ away from the other tests.
  const command = ['npm', 'pack', '--ignore-scripts', '--json', `--pack-destination=${target}`] as const;
  const { output, code } = await runIn(root, [...command]);
  if (code !== 0) throw new Error(output);
  const [packed] = JSON.parse(output) as [Packed];
  return { ...packed, archive: join(target, packed.filename) };
}

/** Serves one package as npm's registry would, on loopback, and nothing else. Gives its address. */
export async function serve({ archive, integrity }: { archive: string; integrity: string }): Promise<string> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const { name, version } = manifest;
  const content = readFileSync(archive);
  const server = createServer(({ url }, response) => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const tarball = `${address}/${name}/-/${basename(archive)}`;
    const shasum = createHash('sha1').update(content).digest('hex');
    const versions = { [version]: { ...manifest, dist: { tarball, integrity, shasum } } };
    if (url === `/${name}`)
      response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
    else if (tarball.endsWith(url!)) response.end(content);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
