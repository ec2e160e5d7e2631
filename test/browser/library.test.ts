import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readFileSync } from 'node:fs';
import type * as library from '../../src/browser.ts';
import { brief, checked, latest, pod, project } from '../project.ts';
import { launching } from './browser.ts';

type Library = typeof library;
type Result = Pick<library.Result, 'findings'>;
declare global {
  // What the page below puts there.
  var policyCheck: Library;
  var found: Result | undefined;
}

const browser = launching();
const server = createServer();
let address: string;

/** The program of somebody who bundles the package as it is published. */
const program = `import * as policyCheck from 'policy-check/browser';
globalThis.policyCheck = policyCheck;`;

/** The one of the documentation. */
const [, example] = /^```js browser\n(.*?)^```$/ms.exec(readFileSync('docs/library.md', 'utf8'))!;

/** A program in one piece, as bundlers make it for a page. */
async function bundled(contents: string, format: 'iife' | 'esm'): Promise<string> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    platform: 'browser',
    format,
    write: false,
    metafile: true,
  });
  const { text } = outputFiles[0]!;
  expect(Object.keys(metafile.inputs)).toContain('dist/browser.js');
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  expect(text).not.toMatch(/["'`]node:/);
  return text;
}

beforeAll(async () => {
  const files: Record<string, [type: string, body: string | Uint8Array]> = {
    '/': ['text/html', '<!doctype html><title>Checks</title><script src="bundle.js"></script>'],
    '/favicon.ico': ['image/x-icon', ' '],
    '/bundle.js': ['text/javascript', await bundled(program, 'iife')],
    '/example': ['text/html', '<!doctype html><script type="module" src="example.js"></script>'],
    '/example.js': ['text/javascript', await bundled(`${example}globalThis.found = { findings };`, 'esm')],
    '/policy.wasm': ['application/wasm', readFileSync('dist/policy.wasm')],
  };
  server.on('request', ({ url = '' }, response) => {
    const [type, body] = files[url] ?? ['text/plain', ''];
    // As strict as a page can be that runs WebAssembly.
    const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";
    response.writeHead(body === '' ? 404 : 200, { 'content-type': type, 'content-security-policy': policy });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => server.close());

async function visit(name = '') {
  const page = await browser().newPage();
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(String(error)));
  page.on('console', (message) => trouble.push(message.text()));
  onTestFinished(async () => {
    await page.close();
    expect(trouble).toEqual([]);
  });
  await page.goto(address + name);
  return page;
}

const dockerfile = `ARG BASE=docker.io/library/debian:12
FROM \${BASE} AS build
RUN <<EOF
  apt-get update && apt-get install -y gcc 😀
EOF
FROM debian:latest
COPY --from=build / /
`;
const configuration = 'profile: production\noverrides: [{files: [deploy/**], rules: {pin-digest: off}}]\n';
const files = {
  Dockerfile: dockerfile,
  'deploy/pod.yaml': pod,
  'web/Dockerfile': latest.replaceAll('\n', '\r\n'),
  'broken.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: [\n',
};

test('a page finds in Dockerfiles and manifests what the command line finds', async () => {
  const page = await visit();
  const found = await page.evaluate(
    async ({ files, configuration }) => {
      const { checkText } = await policyCheck.createChecker({ wasm: fetch('policy.wasm') });
      return Object.entries(files).map(([filename, content]) =>
        checkText({ filename, content, configuration }),
      );
    },
    { files, configuration },
  );
  const cwd = project({ ...files, 'policy-check.yaml': configuration });
  const { findings, failures, summary } = await checked(cwd, Object.keys(files));
  expect(new Set(findings.map(({ file }) => file)).size).toBe(3);
  expect(found.flatMap((result) => result.findings)).toHaveLength(findings.length);
  for (const finding of found.flatMap((result) => result.findings)) expect(findings).toContainEqual(finding);
  expect(found.flatMap((result) => result.failures)).toEqual(failures);
  const total = (key: 'files' | 'errors' | 'warnings') =>
    found.reduce((sum, { summary }) => sum + summary[key], 0);
  expect([total('files'), total('errors'), total('warnings')]).toEqual([
    summary.files,
    summary.errors,
    summary.warnings,
  ]);
});

test('a page may bring the bytes of the policy, or of the text', async () => {
  const page = await visit();
  const found = await page.evaluate(
    async ([latest]) => {
      const wasm = await (await fetch('policy.wasm')).arrayBuffer();
      const checker = await policyCheck.createChecker({ wasm: new Uint8Array(wasm) });
      return checker.checkText({ filename: 'Dockerfile', content: new TextEncoder().encode(latest) });
    },
    [latest],
  );
  expect(brief(found)).toEqual(brief(await checked(project({ Dockerfile: latest }), ['Dockerfile'])));
});

test('the documented page finds something', async () => {
  const page = await visit('example');
  await expect.poll(() => page.evaluate(() => globalThis.found)).toBeDefined();
  const content = 'FROM registry.example.com/app:latest\n';
  const { findings } = await checked(project({ Dockerfile: content }), ['Dockerfile']);
  expect((await page.evaluate(() => globalThis.found))?.findings).toEqual(findings);
});

test('a page sees what the rules see, and why there is nothing to see', async () => {
  const page = await visit();
  const [input, error] = await page.evaluate(() => {
    const { parse, InputError } = policyCheck;
    const input = parse({ filename: 'Dockerfile', content: 'FROM scratch\n' });
    try {
      return [input, parse({ filename: 'Dockerfile', content: 'FROM scratch\nRUNN x\n' })];
    } catch (error) {
      return [input, error instanceof InputError && { message: error.message, at: error.at }];
    }
  });
  expect(input).toMatchObject([[{ Cmd: 'from', Value: ['scratch'] }]]);
  expect(error).toMatchObject({ message: expect.stringContaining('RUNN'), at: { line: 2, column: 1 } });
});

test('a policy that is not there is told from one that is broken', async () => {
  const page = await browser().newPage();
  onTestFinished(() => page.close());
  await page.goto(address);
  const message = await page.evaluate(() =>
    policyCheck.createChecker({ wasm: fetch('policy-1.wasm') }).catch((error: Error) => error.message),
  );
  expect(message).toBe('policy.wasm could not be fetched: the server answers 404');
});
