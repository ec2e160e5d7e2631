import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { project } from '../project.ts';
import { startBundleServer } from './bundle-server.ts';
import { built, copy, keyPair, root } from './bundles.ts';

import { freePort, start } from './processes.ts';
import { startRegistry } from './registry.ts';
import { scriptOf, stepsOf } from './script.ts';
import { toolFolder } from './tools.ts';

vi.setConfig({ testTimeout: 300_000 });

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: app, image: nginx }] }
`;

/** A reader's project: a few files, the package installed from its archive, and a clone beside them. */
function reader(): string {
  const folder = project({
    Dockerfile: 'FROM registry.example.com/base:latest\nLABEL maintainer="team@example.com"\nUSER 1000\n',
    Containerfile: 'FROM nginx\n',
    'deploy/web.yaml': pod,
    'policy-check.yaml': 'rules: { base-image-arg: off, pin-digest: off }\n',
    'package.json': '{ "private": true }\n',
  });
  const quietly = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, quietly)) as [{ filename: string }];
  const install = ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', [...install, filename], { ...quietly, cwd: folder });
  clone(join(folder, 'policy-check'));
  return folder;
}

/** A clone with two releases, in which everything that make needs is up to date. */
function clone(folder: string): void {
  mkdirSync(folder);
  copy({}, folder);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
    });
  git('init', '--quiet');
  for (const version of ['0.1.0', '0.2.0']) {
    const bundle = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8')) as object;
    writeFileSync(join(folder, 'bundle.json'), JSON.stringify({ ...bundle, revision: version }));
    git('add', '--all');
    git('commit', '--quiet', '--message', version);
    git('tag', `v${version}`);
  }
  writeFileSync(join(folder, 'package-lock.json'), '');
  mkdirSync(join(folder, 'node_modules'));
  for (const path of ['package-lock.json', 'node_modules', 'tools/capabilities.js']) {
    utimesSync(join(folder, path), 1, 1);
  }
}

test.each(['opa.md', 'conftest.md'])('docs/%s does what it says', async (page) => {
  const folder = reader();
  const registry = await startRegistry();
  const server = await startBundleServer();
  const { privateFile, publicKey } = keyPair();
  if (page === 'conftest.md') {
    writeFileSync(join(folder, 'public.pem'), publicKey);
    server.files.set('/policy-check/bundle.tar.gz', built(copy(), privateFile));
  }

  // The one thing that is different here: everything is on this machine, at ports that are free.
  const places: [string, string][] = [
    ['https://registry.example.com', `http://${registry}`],
    ['registry.example.com', registry],
    ['https://bundles.example.com', server.url],
    ['localhost:8181', `127.0.0.1:${await freePort()}`],
    ['localhost:8182', `127.0.0.1:${await freePort()}`],
  ];
  const moved = (text: string) => places.reduce((moved, [from, to]) => moved.replaceAll(from, to), text);

  const output = project({});
  const read = (name: string) => readFileSync(join(output, name), 'utf8');
  const steps = stepsOf(page);
  expect(steps.length).toBeGreaterThan(10);
  writeFileSync(join(output, 'script'), moved(scriptOf(steps, output)));
  const path = [toolFolder, process.env['PATH']].join(delimiter);
  const running = start('bash', [join(output, 'script')], {
    cwd: folder,
    env: { PATH: path, TMPDIR: output, OPA_RUN_SKIP_VERSION_CHECK: 'true' },
    log: join(output, 'log'),
  });
  onTestFinished(() => running.stop());
  const code = await running.exited;
  const last = read('last').trim();
  expect(code, `docs/${page}:${last}\n${code === 0 ? '' : read(`${last}.out`) + read(`${last}.err`)}`).toBe(
    0,
  );
  for (const step of steps) {
    if (!('commands' in step)) continue;
    const { line, commands, status, printed } = step;
    const shown = read(`${line}.out`);
    if (printed !== undefined) expect(shown, `docs/${page}:${line}`).toBe(printed);
    // conftest fails with the same code when it could not test anything, and the configuration turns a rule off.
    if (status !== 1) continue;
    expect(shown, `docs/${page}:${line}`).toMatch(/FAIL.* - .*which moves/);
    expect(/ is fixed in the FROM/.test(shown), `docs/${page}:${line}`).toBe(!commands.includes('--data'));
  }
});
