// Lets Node 20 run our TypeScript as it lies there: `node --import ./tools/typescript.js <file>.ts`.
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transform } from 'esbuild';

if (isMainThread) register(import.meta.url);

/** One of Node's hooks for modules, which run in a thread of their own. */
export async function load(url, context, next) {
  const [, loader] = /\.(ts|json)$/.exec(url) ?? [];
  if (loader === undefined) return next(url, context);
  const text = readFileSync(fileURLToPath(url), 'utf8');
  const { code } = await transform(text, { loader, format: 'esm', target: 'node20' });
  return { format: 'module', shortCircuit: true, source: code };
}
