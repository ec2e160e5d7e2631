import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '../project.ts';
import type { Cluster } from './cluster.ts';
import { until } from './processes.ts';

const ours = 'app.kubernetes.io/part-of=policy-check';

/** Exports what a policy-check.yaml says into `kit` beside it, applies it as a user does, and waits until it is in force. */
export async function enforce(cluster: Cluster, folder: string, configuration: string): Promise<void> {
  writeFileSync(join(folder, 'policy-check.yaml'), configuration);
  const exported = await cli(folder, ['export', 'gatekeeper', 'kit']);
  if (exported.code !== 0) throw new Error(exported.stderr);
  await applied(cluster, ['apply', '-k', join(folder, 'kit/templates')]);
  await until('the templates', async () => {
    const templates = await list(cluster, 'constrainttemplates');
    return templates.length > 0 && templates.every(({ status }) => status?.created === true);
  });
  await applied(cluster, ['apply', '-k', join(folder, 'kit/constraints')]);
  await until('the constraints', async () => {
    const constraints = await list(cluster, 'constraints');
    return constraints.length > 0 && constraints.every(isEnforced);
  });
}

/** Objects of the kit in the cluster. */
export async function list({ kubectl }: Cluster, kind: string): Promise<any[]> {
  const { stdout } = await kubectl(['get', kind, '-l', ours, '-o', 'json']);
  return JSON.parse(stdout).items;
}

/** Whether the manager enforces a Constraint as it is now; what is accepted is not yet enforced. */
export function isEnforced({ metadata, status }: any): boolean {
  const pods: any[] = status?.byPod ?? [];
  return (
    pods.length > 0 && pods.every((pod) => pod.enforced && pod.observedGeneration === metadata.generation)
  );
}

async function applied({ kubectl }: Cluster, args: string[]): Promise<void> {
  const { code, stderr } = await kubectl(args);
  if (code !== 0) throw new Error(stderr);
}
