import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An authority and a server's certificate for 127.0.0.1 that it signed, as PEM files in a folder. */
export type Certificates = { authority: string; certificate: string; key: string };

export function createCertificates(folder: string): Certificates {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...newKey, '-days', '2', '-subj', '/CN=policy-check test authority',
    '-keyout', 'ca.key', '-out', 'ca.crt'); // prettier-ignore
  openssl('req', ...newKey, '-subj', '/CN=127.0.0.1', '-keyout', 'tls.key', '-out', 'tls.csr');
  writeFileSync(file('tls.ext'), 'subjectAltName = IP:127.0.0.1\n');
  openssl('x509', '-req', '-days', '2', '-in', 'tls.csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial',
    '-extfile', 'tls.ext', '-out', 'tls.crt'); // prettier-ignore
  return {
    authority: readFileSync(file('ca.crt'), 'utf8'),
    certificate: file('tls.crt'),
    key: file('tls.key'),
  };
}
