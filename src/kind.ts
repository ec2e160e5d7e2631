import type { Kind } from './finding.ts';

/**
 * What a file found in a folder may be, by its name. A `workload` is only a candidate: whether the YAML or JSON holds
 * Kubernetes objects shows in its text.
 */
export function kindOfName(name: string): Kind | undefined {
  // Named after the Dockerfile they belong to: what docker and podman leave out of the context, buildx's policies.
  if (/\.(dockerignore|containerignore|rego)$/.test(name)) return undefined;
  if (/^([Dd]ockerfile|Dockerfile\..*|.*\.[Dd]ockerfile|Containerfile.*)$/s.test(name)) return 'dockerfile';
  if (/\.(ya?ml|json)$/i.test(name)) return 'workload';
  return undefined;
}

/** The same for a file that was named outright, where `Dockerfile-dev` cannot be meant as anything else. */
export function kindOfNamed(name: string): Kind | undefined {
  return kindOfName(name) ?? (/^(docker|container)file(?!.*ignore$)/i.test(name) ? 'dockerfile' : undefined);
}

/** The same by the whole path; `/` separates. */
export function kindOfPath(file: string): Kind | undefined {
  return kindOfNamed(file.slice(file.lastIndexOf('/') + 1));
}
