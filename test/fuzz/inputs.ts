import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { texts } from '../parity/files.ts';
import { generatedDockerfile, generatedManifest } from './generated.ts';
import { mutated } from './mutated.ts';
import { noise } from './noise.ts';

/** A file to check, and how the program meets it. */
export type Input = {
  kind: 'noise' | 'mutated' | 'generated';
  name: string;
  /** Named outright, found in a folder, or as standard input without a name. */
  way: 'named' | 'found' | 'piped';
  content: Uint8Array;
};

/** In bytes: larger files are as good as smaller ones to find mistakes with, only slower. */
const maxSeed = 32 * 1024;
const maxSize = 256 * 1024;

/** Real files to begin with: ours, and those of other projects. */
const seedsOf = (kind: 'dockerfile' | 'manifest') =>
  texts(kind)
    .map(({ text }) => text)
    .filter((text) => text.length <= maxSeed);

const seeds = { dockerfiles: seedsOf('dockerfile'), manifests: seedsOf('manifest') };

const dockerfileName = fc.constantFrom('Dockerfile', 'Dockerfile.dev', 'app.Dockerfile', 'Containerfile');
const manifestName = fc.constantFrom('pod.yaml', 'pod.yml', 'pod.json');
const way = fc.constantFrom<Input['way']>('named', 'named', 'found', 'piped');

function inputs(kind: Input['kind'], name: fc.Arbitrary<string>, content: fc.Arbitrary<Uint8Array | string>) {
  return fc.record({
    kind: fc.constant(kind),
    name,
    way,
    content: content.map((each) => Buffer.from(each).subarray(0, maxSize)),
  });
}

export const input: fc.Arbitrary<Input> = fc.oneof(
  inputs('noise', fc.oneof(dockerfileName, manifestName), noise),
  inputs('mutated', dockerfileName, mutated(seeds.dockerfiles)),
  inputs('mutated', manifestName, mutated(seeds.manifests)),
  inputs('generated', dockerfileName, generatedDockerfile),
  inputs('generated', manifestName, generatedManifest),
);
