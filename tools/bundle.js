// Makes bundle.tar.gz, which OPA takes over HTTP or from a registry: what bundle.json says as its .manifest, the rules
// and libs without their tests and examples, policy.wasm for programs that want only that, and a signature over all of it.
// The same sources and the same key give the same bytes.
//
// usage: node tools/bundle.js [FILE with a private key]; without one a key pair is made once, in .keys/.
import { execFileSync } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [given] = process.argv.slice(2);
const key = given === undefined ? undefined : resolve(given);
const root = join(import.meta.dirname, '..');
process.chdir(root);

/** A key pair for bundles that stay on this machine: made once, so that its bundles stay the same. */
function local() {
  const file = resolve('.keys/private.pem');
  if (!existsSync(file)) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 3072,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    mkdirSync('.keys', { recursive: true });
    writeFileSync('.keys/public.pem', publicKey);
    writeFileSync(file, privateKey, { mode: 0o600 });
  }
  return file;
}

/** OPA takes a missing file for the key itself, and says of any other kind of key only that it fails. */
function checked(file) {
  let kind;
  try {
    kind = createPrivateKey(readFileSync(file)).asymmetricKeyType;
  } catch (error) {
    fail(`${file} is not a private key in PEM without a passphrase: ${error.message}`);
  }
  if (kind !== 'rsa')
    fail(`${file} holds a key of the kind ${kind}: the signature is RS256, which needs rsa`);
  return file;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const signingKey = checked(key ?? local());
const stage = mkdtempSync(join(tmpdir(), 'policy-check-'));
try {
  const isEvaluated = (path) => path.endsWith('.rego') && !path.endsWith('_test.rego');
  cpSync('policies', stage, {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || isEvaluated(path),
  });
  // OPA keeps of it what a manifest has. An entry for policy.wasm is missing on purpose: see docs/decisions/0008.
  copyFileSync('bundle.json', join(stage, '.manifest'));
  copyFileSync('src/policy.wasm', join(stage, 'policy.wasm'));
  // Started there, as the paths in the archive are the ones that OPA sees.
  execFileSync(join(root, '.tools/opa'), ['build', '--signing-key', signingKey, '--output', join(root, 'bundle.tar.gz'), '--bundle', '.'], { cwd: stage, stdio: 'inherit' }); // prettier-ignore
} finally {
  rmSync(stage, { recursive: true });
}
