import type { Candidate } from './discover.ts';
import { readDockerfile } from './dockerfile.ts';
import type { Document } from './document.ts';
import { InputError } from './errors.ts';
import { kindOfPath } from './kind.ts';
import { holdsKubernetesObject, mayHoldKubernetesObject, readManifest } from './manifest.ts';

/**
 * The policy's inputs in the text of a file; undefined for YAML or JSON that was met in a folder and is none of ours.
 * An InputError when it cannot be parsed, and for a file named outright with nothing in it to check.
 */
export function parse(text: string, { file, kind, named }: Omit<Candidate, 'path'>): Document[] | undefined {
  if (kind === 'workload' && !named && !mayHoldKubernetesObject(text)) return undefined;
  const documents = parseAny(text, file);
  if (kind === 'dockerfile' || documents.some(holdsKubernetesObject)) return documents;
  if (named)
    throw new InputError('there is no Kubernetes object in it: nothing has both apiVersion and kind');
  return undefined;
}

/** The inputs in the text of a file of this name, Kubernetes objects or not; an InputError when it cannot be parsed. */
export function parseAny(text: string, file: string): Document[] {
  const kind = kindOfPath(file);
  if (kind === undefined) throw new InputError('by its name this is neither a Dockerfile nor YAML or JSON');
  return kind === 'dockerfile'
    ? [readDockerfile(text)]
    : readManifest(text, /\.json$/i.test(file) ? 'json' : 'yaml');
}

/** The inputs in a text without a name: Kubernetes objects, or else a Dockerfile. */
export function parseUnnamed(text: string): Document[] {
  let problem: unknown;
  if (mayHoldKubernetesObject(text)) {
    try {
      const documents = readManifest(text);
      if (documents.some(holdsKubernetesObject)) return documents;
    } catch (error) {
      problem = error;
    }
  }
  try {
    return [readDockerfile(text)];
  } catch (error) {
    throw problem ?? error;
  }
}
