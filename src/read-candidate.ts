import type { Candidate } from './discover.ts';
import { mayHoldKubernetesObject } from './manifest.ts';
import { peek, readText } from './source.ts';

/** The text of a file; undefined for YAML or JSON that was met in a folder, cannot be read and is none of ours. */
export function readCandidate({ path, kind, named }: Candidate): string | undefined {
  try {
    return readText(path);
  } catch (error) {
    if (kind === 'workload' && !named && !mayHoldKubernetesObject(peek(path))) return undefined;
    throw error;
  }
}
