import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { createClient } from './api.ts';
import type { Api } from './api.ts';
import { gatekeeperToken } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { freePort, start, until } from './processes.ts';
import type { Running } from './processes.ts';
import { tool, toolFolder } from './tools.ts';

/** Gatekeeper's manager beside a cluster, with its webhook in place. */
export type Gatekeeper = {
  /** Asks the webhook itself: POST /v1/admit. */
  webhook: Api;
  running: () => Running;
  /** Ends the manager at once, as a crash would. */
  kill: () => Promise<void>;
  /** Starts it again on the same port. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

/** What of Gatekeeper's own manifests makes sense without nodes. */
const kinds = new Set([
  'Namespace', 'CustomResourceDefinition', 'ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding',
]); // prettier-ignore

export async function startGatekeeper(cluster: Cluster): Promise<Gatekeeper> {
  const { folder, certificates, api, kubectl } = cluster;
  const manifests = loadAll(readFileSync(join(toolFolder, 'gatekeeper.yaml'), 'utf8')) as any[];
  const wanted = manifests.filter(({ kind }) => kinds.has(kind));
  const applied = await kubectl(
    ['apply', '--server-side', '-f', '-'],
    wanted.map((each) => JSON.stringify(each)).join('\n---\n'),
  );
  if (applied.code !== 0) throw new Error(applied.stderr);

  const [port, health] = [await freePort(), await freePort()];
  const origin = `https://127.0.0.1:${port}`;
  const kubeconfig = cluster.kubeconfigFor('gatekeeper', gatekeeperToken);
  const cache = join(folder, 'audit');
  mkdirSync(cache);
  const args = [
    ...['webhook', 'audit', 'status', 'generate'].map((operation) => `--operation=${operation}`),
    ...Object.entries({
      kubeconfig,
      host: '127.0.0.1',
      port,
      'cert-dir': folder,
      'disable-cert-rotation': true,
      'health-addr': `127.0.0.1:${health}`,
      // The exporter for Prometheus would listen on every interface.
      'metrics-backend': 'opentelemetry',
      'otlp-endpoint': '127.0.0.1:1',
      'otlp-metric-interval': '24h',
      'audit-interval': 5,
      'api-cache-dir': cache,
      'constraint-violations-limit': 10_000,
      'exempt-namespace': 'gatekeeper-system',
      'enable-external-data': false,
      'disable-opa-builtin': '{http.send}',
      'shutdown-delay': 0,
      'debug-use-fake-pod': true,
      'default-create-vap-binding-for-constraints': false,
    }).map(([name, value]) => `--${name}=${value}`),
  ];
  let running: Running;
  async function launch(): Promise<void> {
    running = start(tool('gatekeeper'), args, {
      log: join(folder, 'gatekeeper.log'),
      env: { POD_NAME: 'gatekeeper', POD_NAMESPACE: 'gatekeeper-system', NAMESPACE: 'gatekeeper-system' },
    });
    await until('Gatekeeper', async () => (await fetch(`http://127.0.0.1:${health}/readyz`)).ok);
  }
  await launch();

  const { url, ...webhook } = { url: `${origin}/v1/admit`, ...webhookOf(manifests) };
  const clientConfig = { url, caBundle: Buffer.from(certificates.authority).toString('base64') };
  const configured = await api(
    'POST',
    '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'gatekeeper-validating-webhook-configuration' },
      webhooks: [{ ...webhook, clientConfig }],
    },
  );
  if (configured.status !== 201) throw new Error(JSON.stringify(configured.body));

  const client = createClient(origin, certificates.authority);
  return {
    webhook: client.api,
    running: () => running,
    kill: () => running.stop('SIGKILL'),
    restart: launch,
    async stop() {
      client.close();
      await running.stop('SIGKILL');
    },
  };
}

/**
 * The webhook of Gatekeeper's manifests, but that it is asked about deletions too, as some configure it, and that nothing
 * passes while the manager is away: an answer that did not come shall not look like an admission.
 */
function webhookOf(manifests: any[]): any {
  const { webhooks } = manifests.find(({ kind }) => kind === 'ValidatingWebhookConfiguration');
  const webhook = webhooks.find(({ name }: { name: string }) => name === 'validation.gatekeeper.sh');
  const rules = webhook.rules.map((rule: any) => ({ ...rule, operations: [...rule.operations, 'DELETE'] }));
  return { ...webhook, rules, failurePolicy: 'Fail', timeoutSeconds: 10 };
}
