import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A real file: `name` is `module@version/path`. */
export type CorpusFile = { name: string; text: string };

const folder = join(import.meta.dirname, '../../.corpus');

/** The files that `make corpus` took from other projects, in the order of their names. */
export function readCorpus(kind: 'dockerfile' | 'manifest'): CorpusFile[] {
  return filesOf(`${kind}s`);
}

/** The Pods of the Pod Security Standards' own tests, below `level/version/pass` and `level/version/fail`. */
export function readPodSecurityFixtures(): CorpusFile[] {
  return filesOf('fixtures/k8s.io');
}

function filesOf(kind: string): CorpusFile[] {
  const root = join(folder, kind);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ name: relative(root, path), text: readFileSync(path, 'utf8') }));
}
