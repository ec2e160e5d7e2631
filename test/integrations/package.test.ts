import { cpSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { tool } from '../e2e/tools.ts';
import { latest } from '../project.ts';
import { folder } from './checkout.ts';
import { snippet } from './page.ts';
import { pack } from './registry.ts';
import type { Packed } from './registry.ts';
import { bash, runIn } from './run.ts';

const root = join(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  files: string[];
};
const cwd = folder();
let packed: Packed;
/** Nobody to ask: what is not in the archive is not there. */
const env = { npm_config_registry: 'http://127.0.0.1:9', npm_config_cache: folder() };
const [install, run, conftest] = snippet('npm').split('\n') as [string, string, string];

beforeAll(async () => {
  const { archive, ...rest } = await pack();
  packed = rest;
  cpSync(archive, join(cwd, basename(archive)));
  writeFileSync(join(cwd, 'Dockerfile'), latest);
  expect(await bash(cwd, install, env)).toMatchObject({ code: 0 });
}, 60_000);

test('the archive holds the program, its types and the rules, and is small', () => {
  const included = manifest.files.filter((pattern) => !pattern.startsWith('!'));
  const tops = new Set(packed.files.map(({ path }) => path.split('/')[0]));
  expect([...tops].sort()).toEqual(['LICENSE', 'README.md', 'package.json', ...included].sort());
  expect(packed.files.filter(({ path }) => /_test\.rego$|\.map$/.test(path))).toEqual([]);
  console.log(`${packed.filename}: ${packed.size} bytes, ${packed.unpackedSize} unpacked`);
  expect(packed.size).toBeLessThan(800_000);
});

test('the program runs', async () => {
  const { code, output } = await bash(cwd, run, env);
  expect(output).toContain('Dockerfile:1:24 error no-latest-tag');
  expect(code).toBe(1);
});

test.each(['conftest', 'gatekeeper'])('it exports for %s', async (name) => {
  const { code, output } = await bash(cwd, `npx policy-check export ${name} out-${name}`, env);
  expect(output).toBe('');
  expect(code).toBe(0);
  expect(statSync(join(cwd, `out-${name}`)).isDirectory()).toBe(true);
});

test('conftest takes the rules from it', async () => {
  const { output } = await runIn(cwd, [tool('conftest'), ...conftest.split(' ').slice(1)] as [string]);
  expect(output).toContain('r.example.com/app:latest has the tag latest');
});

const consumer = `import { check } from 'policy-check';
export const errors: Promise<number> = check({ paths: ['Dockerfile'] }).then(({ summary }) => summary.errors);
`;

test.each(['nodenext', 'bundler'])('TypeScript finds the types, with %s', async (resolution) => {
  writeFileSync(join(cwd, 'consumer.mts'), consumer);
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const options = ['--noEmit', '--strict', '--module', module, '--moduleResolution', resolution];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  expect(await runIn(cwd, [process.execPath, tsc, ...options, 'consumer.mts'])).toEqual({
    code: 0,
    output: '',
  });
  writeFileSync(join(cwd, 'wrong.mts'), consumer.replace('number', 'string'));
  expect(await runIn(cwd, [process.execPath, tsc, ...options, 'wrong.mts'])).toMatchObject({
    output: expect.stringContaining("'number' is not assignable to type 'string'") as string,
  });
});

test('a program imports it', async () => {
  writeFileSync(
    join(cwd, 'program.mjs'),
    consumer.replace(': Promise<number>', '') + 'console.log(await errors);',
  );
  expect(await runIn(cwd, [process.execPath, 'program.mjs'])).toEqual({ code: 0, output: '1\n' });
});

test('the page names the version that this is', () => {
  const page = readFileSync(join(root, 'docs/integrations.md'), 'utf8');
  const named = [...page.matchAll(/policy-check(?:@v?|-)(\d[\d.]*\d)|rev: v(\d[\d.]*\d)/g)].map(
    ([, a, b]) => a ?? b,
  );
  expect(named.length).toBeGreaterThan(4);
  expect(new Set(named)).toEqual(new Set([manifest.version]));
});
