// Builds dist/: the program, the library with its types, and the compiled policy beside them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build, transform } from 'esbuild';
import './tools/typescript.js';

process.chdir(import.meta.dirname);

const settings = { bundle: true, format: 'esm', legalComments: 'none', logLevel: 'warning' };

const schemas = await import('./src/schemas.ts');
const { script, style } = await import('./src/html-assets.ts');
const ajv = new Ajv({ ...schemas.ajvOptions, code: { source: true, esm: true } });

const bundle = JSON.parse(readFileSync('bundle.json', 'utf8'));
assert(ajv.validate(schemas.bundle, bundle), `bundle.json: ${ajv.errorsText()}`);
assert.equal(
  bundle.revision,
  JSON.parse(readFileSync('package.json', 'utf8')).version,
  'the revision in bundle.json',
);

const validated = ['configuration', 'baseline', 'report'];
for (const name of validated) ajv.addSchema(schemas[name], name);
const code = standaloneCode(ajv, Object.fromEntries(validated.map((name) => [name, name])));
const validators = (await transform(code, { minify: true })).code;

const plugin = {
  name: 'policy-check',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/src\/validators\.ts$/ }, () => ({
      contents: validators,
      resolveDir: import.meta.dirname,
    }));
    onLoad({ filter: /\/src\/html-assets\.ts$/ }, () => ({
      contents: `export const script = ${JSON.stringify(script)}, style = ${JSON.stringify(style)};`,
    }));
    // opa-wasm brings a YAML parser for Rego's yaml.* functions. No rule uses them; loading it costs 20 ms.
    // What we use of the package ourselves comes from its ES modules: the others need a `require` of Node's.
    onResolve({ filter: /^yaml$/ }, ({ importer }) =>
      /\/opa-wasm\//.test(importer)
        ? { path: 'yaml', namespace: 'absent' }
        : { path: resolve('node_modules/yaml/browser/index.js') },
    );
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
    // An ES module has no `require`, which packages in the old form call for what Node brings.
    onResolve({ filter: new RegExp(`^(node:)?(${builtinModules.join('|')})$`) }, ({ kind, path }) =>
      kind === 'require-call' ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}');`,
    }));
  },
};

rmSync('dist', { recursive: true, force: true });
await build({
  ...settings,
  entryPoints: ['src/bin.ts', 'src/index.ts'],
  platform: 'node',
  target: 'node20',
  outdir: 'dist',
  splitting: true,
  chunkNames: '[name]-[hash]',
  plugins: [plugin],
});
// On its own: the build fails when it needs anything of Node's. It is small, for whoever loads it with a page.
await build({
  ...settings,
  entryPoints: ['src/browser.ts'],
  platform: 'browser',
  target: 'es2023',
  minify: true,
  outdir: 'dist',
  plugins: [plugin],
});
chmodSync('dist/bin.js', 0o755);
copyFileSync('src/policy.wasm', 'dist/policy.wasm');
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
for (const entry of ['index', 'browser']) {
  writeFileSync(`dist/${entry}.d.ts`, `export * from './types/src/${entry}.js';\n`);
}
