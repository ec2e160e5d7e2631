import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { blocksOf } from './documents.ts';
import { prepare } from './enforced.ts';
import { list } from './kit.ts';
import { toolFolder } from './tools.ts';

// docs/gatekeeper.md is followed to the letter, from top to bottom.

const { cluster } = prepare();

const folder = mkdtempSync(join(tmpdir(), 'policy-check-page-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
symlinkSync(resolve('dist/bin.js'), join(folder, 'node_modules/.bin/policy-check'));
writeFileSync(join(folder, 'package.json'), '{}');

/** Runs a script as the page's reader would; everything that it prints, and its exit code. */
function sh(script: string): { code: number | null; output: string } {
  const { status, stdout } = spawnSync('bash', ['-euo', 'pipefail', '-c', `exec 2>&1\n${script}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${toolFolder}:${process.env['PATH']}`, KUBECONFIG: cluster().kubeconfig },
  });
  return { code: status, output: stdout };
}

const blocks = blocksOf('gatekeeper.md');

test.each(
  blocks.map((block, index) => [`${index}: ${block.language} ${block.text.split('\n')[0]}`, block] as const),
)('%s', async (_, { language, title, text }) => {
  if (language === 'sh') {
    const { code, output } = sh(text);
    expect(code, output).toBe(0);
  } else if (language === 'console') {
    const [command, ...rest] = text.split('\n');
    // Gatekeeper lists violations in any order.
    const lines = (output: string) => output.split(/\n|(?<=denied the request: )/).sort();
    expect(lines(sh(command!.replace(/^\$ /, '')).output)).toEqual(lines(rest.join('\n')));
  } else if (title !== undefined) {
    writeFileSync(join(folder, title), text);
  } else {
    // A configuration by itself: the program takes it.
    writeFileSync(join(folder, 'other.yaml'), text);
    execFileSync('npx', ['policy-check', 'export', 'gatekeeper', 'other', '--config', 'other.yaml'], {
      cwd: folder,
    });
  }
});

test('after the last block nothing is enforced, and after the constraints are back everything is', async () => {
  expect(await list(cluster(), 'constraints')).toEqual([]);
  expect(sh('kubectl apply -k gatekeeper').code).toBe(0);
  expect(await list(cluster(), 'constraints')).toHaveLength(8);
});

test('what is off goes with the next upgrade', async () => {
  const [upgrade] = blocks.filter(({ language, text }) => language === 'sh' && text.includes('--prune'));
  writeFileSync(join(folder, 'policy-check.yaml'), 'rules: {pin-digest: off}\n');
  const { code, output } = sh(upgrade!.text);
  expect(code, output).toBe(0);
  expect(output).toContain('constrainttemplate.templates.gatekeeper.sh/policycheckpindigest pruned');
  const names = (await list(cluster(), 'constrainttemplates')).map(({ metadata }) => metadata.name);
  expect(names).toHaveLength(7);
  expect(names).not.toContain('policycheckpindigest');
});
