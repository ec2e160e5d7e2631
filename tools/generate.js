// Makes the two generated files that are committed, so that a machine with Node alone runs everything: src/policy.wasm
// and src/catalogue.json. With --check it writes nothing and fails when one of them is not what the sources give.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// OPA's output is the same to the byte for the same relative path below the same folder.
process.chdir(join(import.meta.dirname, '..'));
const opa = (...args) => execFileSync('.tools/opa', args, { maxBuffer: 1 << 28 });

function wasm() {
  const folder = mkdtempSync(join(tmpdir(), 'policy-check-'));
  try {
    const archive = join(folder, 'bundle.tar.gz');
    opa('build', '--target', 'wasm', '--entrypoint', 'main/report', '--capabilities', '.tools/capabilities-main.json',
      '--ignore', '*_test.rego', '--output', archive, '--bundle', 'policies'); // prettier-ignore
    return execFileSync('tar', ['-xzOPf', archive, '/policy.wasm'], { maxBuffer: 1 << 28 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The package annotation below policies/rules, one rule each, by id. */
function catalogue() {
  const { annotations } = JSON.parse(opa('inspect', '-a', '-f', 'json', 'policies'));
  const rules = annotations
    .filter(({ path, annotations: { scope } }) => scope === 'package' && path[1]?.value === 'rules')
    .map(({ path, annotations: { title, description, custom, related_resources } }) => ({
      id: path[2].value,
      title,
      description: description.trim(),
      ...custom,
      ...(related_resources && { related: related_resources.map(({ ref }) => ref) }),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return Buffer.from(`${JSON.stringify(rules, null, 2)}\n`);
}

const stale = [];
for (const [file, make] of Object.entries({ 'src/policy.wasm': wasm, 'src/catalogue.json': catalogue })) {
  const content = make();
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (!content.equals(readFileSync(file))) stale.push(file);
}
if (stale.length > 0) {
  console.error(`not what the sources give: ${stale.join(', ')}; run make generate`);
  process.exit(1);
}
