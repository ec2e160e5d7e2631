import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from './api.ts';
import type { Api } from './api.ts';
import { createCertificates } from './certificates.ts';
import type { Certificates } from './certificates.ts';
import { freePort, start, until } from './processes.ts';
import type { Running } from './processes.ts';
import { tool } from './tools.ts';

/** A Kubernetes API server with its etcd, empty and on loopback; no controllers, no kubelet. */
export type Cluster = {
  /** A folder of its own, gone when the cluster is. */
  folder: string;
  origin: string;
  certificates: Certificates;
  /** The file that kubectl's KUBECONFIG names. */
  kubeconfig: string;
  api: Api;
  kubectl: Kubectl;
  /** Writes a kubeconfig for a user by his token. */
  kubeconfigFor: (name: string, token: string) => string;
  processes: { etcd: Running; apiserver: Running };
  stop: () => Promise<void>;
};

/** What a run of kubectl gave; it never throws. */
type Kubectl = (args: string[], stdin?: string) => Promise<{ code: number; stdout: string; stderr: string }>;

/** The service account of Gatekeeper's own manifests, which has its roles. */
export const gatekeeperToken = 'gatekeeper';

export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'policy-check-cluster-'));
  const file = (name: string) => join(folder, name);
  const certificates = createCertificates(folder);
  const etcd = await startEtcd(folder);
  const port = await freePort();
  const origin = `https://127.0.0.1:${port}`;

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(file('sa.key'), privateKey.export({ type: 'pkcs1', format: 'pem' }));
  const account = 'system:serviceaccount:gatekeeper-system:gatekeeper-admin';
  writeFileSync(
    file('tokens.csv'),
    `admin,admin,1,system:masters\n${gatekeeperToken},${account},2,"system:serviceaccounts,system:authenticated"\n`,
  );
  const apiserver = start(
    tool('kube-apiserver'),
    Object.entries({
      'etcd-servers': etcd.address,
      'bind-address': '127.0.0.1',
      'advertise-address': '127.0.0.1',
      'secure-port': port,
      'endpoint-reconciler-type': 'none',
      'tls-cert-file': certificates.certificate,
      'tls-private-key-file': certificates.key,
      'token-auth-file': file('tokens.csv'),
      'authorization-mode': 'RBAC',
      'service-account-issuer': origin,
      'service-account-key-file': file('sa.key'),
      'service-account-signing-key-file': file('sa.key'),
      'service-cluster-ip-range': '10.96.0.0/24',
      'allow-privileged': true,
      'enable-admission-plugins': 'MutatingAdmissionWebhook,ValidatingAdmissionWebhook',
      // Without it pods can be created although no controller makes service accounts.
      'disable-admission-plugins': 'ServiceAccount',
    }).map(([name, value]) => `--${name}=${value}`),
    { log: file('apiserver.log'), cwd: folder },
  );

  const client = createClient(origin, certificates.authority, 'admin');
  await until('the API server', async () => (await client.api('GET', '/readyz')).status === 200);
  await until('the namespace default', async () => {
    const { status } = await client.api('GET', '/api/v1/namespaces/default');
    return status === 200;
  });

  function kubeconfigFor(name: string, token: string): string {
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'test', cluster: { server: origin, 'certificate-authority': file('ca.crt') } }],
      users: [{ name, user: { token } }],
      contexts: [{ name, context: { cluster: 'test', user: name } }],
      'current-context': name,
    };
    writeFileSync(file(`${name}.kubeconfig`), JSON.stringify(config));
    return file(`${name}.kubeconfig`);
  }

  const kubeconfig = kubeconfigFor('admin', 'admin');
  return {
    folder,
    origin,
    certificates,
    kubeconfig,
    kubeconfigFor,
    api: client.api,
    kubectl: kubectlWith(kubeconfig),
    processes: { etcd: etcd.running, apiserver },
    async stop() {
      client.close();
      await apiserver.stop('SIGKILL');
      await etcd.running.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startEtcd(folder: string): Promise<{ address: string; running: Running }> {
  const address = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  const options = {
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': address,
    'advertise-client-urls': address,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'log-level': 'warn',
    // What it holds is gone after the test anyway.
    'unsafe-no-fsync': true,
  };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  return { address, running: start(tool('etcd'), args, { log: join(folder, 'etcd.log') }) };
}

function kubectlWith(kubeconfig: string): Kubectl {
  return async (args, stdin = '') => {
    const running = promisify(execFile)(tool('kubectl'), args, {
      env: { ...process.env, KUBECONFIG: kubeconfig },
      maxBuffer: 1 << 28,
    });
    running.child.stdin!.end(stdin);
    try {
      return { code: 0, ...(await running) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    }
  };
}
