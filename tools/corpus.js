// Lays out .corpus/: the Dockerfiles and manifests in the Go modules that test/corpus.json names. What was read is locked
// there, each module by its checksum and the files taken from it by number and hash; a difference is an error. With
// --write the lock is renewed from the names and versions alone.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const lock = join(root, 'test/corpus.json');
const target = join(root, '.corpus');

// One project with thousands of generated manifests shall not outweigh all others, nor one file with a megabyte.
const mostPerModule = 100;
const mostBytes = 200_000;

const kinds = ['dockerfiles', 'manifests'];

const isDockerfile = (name) =>
  /^(docker|container)file(\..*)?$|\.(docker|container)file$/i.test(name) &&
  !/(ignore|\.ya?ml|\.json)$/.test(name);
const isManifest = (name, text) =>
  /\.(ya?ml|json)$/.test(name) && /^ *"?apiVersion"?:/m.test(text) && /^ *"?kind"?:/m.test(text);

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Every file below a folder of a module, where their paths mean something. */
function fixturesOf(folder, below) {
  return readdirSync(join(folder, below), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: relative(folder, path), hash: sha256(readFileSync(path)), kind: 'fixtures' }));
}

/** Dockerfiles and manifests below a module's folder as {path, hash, kind}, the same content only once in all modules. */
function filesOf(folder, seen) {
  const files = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/docker|container|\.ya?ml$|\.json$/i.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    if (content.length > mostBytes) continue;
    const kind = isDockerfile(entry.name)
      ? 'dockerfiles'
      : isManifest(entry.name, content.toString()) && 'manifests';
    if (kind) files.push({ path: relative(folder, path), hash: sha256(content), kind });
  }
  files.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : a.path < b.path ? -1 : 1));
  const fresh = files.filter(({ hash }) => !seen.has(hash) && seen.add(hash));
  return kinds.flatMap((kind) => fresh.filter((file) => file.kind === kind).slice(0, mostPerModule));
}

const wanted = JSON.parse(readFileSync(lock, 'utf8'));
const output = execFileSync('go', ['mod', 'download', '-json', ...wanted.map(({ module }) => module)], {
  cwd: import.meta.dirname,
  env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
  maxBuffer: 1 << 28,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const downloaded = JSON.parse(`[${output.toString().replaceAll('}\n{', '},{')}]`);
const byModule = new Map(downloaded.map((each) => [`${each.Path}@${each.Version}`, each]));

rmSync(target, { recursive: true, force: true });
const seen = new Set();
const found = wanted.map(({ module, fixtures }) => {
  const { Dir, Sum } = byModule.get(module);
  const files = fixtures === undefined ? filesOf(Dir, seen) : fixturesOf(Dir, fixtures);
  for (const { path, kind } of files) {
    const copy = join(target, kind, module, path);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(join(Dir, path), copy);
  }
  const listing = files.map(({ path, hash }) => `${hash} ${path}\n`).join('');
  const counts = Object.fromEntries(
    kinds.map((kind) => [kind, files.filter((file) => file.kind === kind).length]),
  );
  return {
    module,
    sum: Sum,
    ...(fixtures === undefined ? counts : { fixtures, count: files.length }),
    files: sha256(listing),
  };
});

if (process.argv.includes('--write')) {
  writeFileSync(lock, `[\n${found.map((each) => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`);
} else {
  const changed = found.filter((each, index) => JSON.stringify(each) !== JSON.stringify(wanted[index]));
  if (changed.length > 0) {
    console.error('not what test/corpus.json has locked:', changed);
    process.exit(1);
  }
}
const total = (key) => found.reduce((sum, each) => sum + (each[key] ?? 0), 0);
console.log(
  `${total('dockerfiles')} Dockerfiles, ${total('manifests')} manifests and ${total('count')} fixtures of ${found.length} modules`,
);
writeFileSync(join(target, 'complete'), '');
