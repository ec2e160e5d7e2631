import { createHash } from 'node:crypto';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Severity } from '../../src/finding.ts';
import type { Report } from '../../src/policy.ts';
import { cli, project } from '../project.ts';
import { startBundleServer } from './bundle-server.ts';
import { built, copy, keyPair, next, root, unpacked } from './bundles.ts';
import { configured, examples, expectSameFindings } from './examples.ts';
import { start } from './processes.ts';
import { filesOf, startRegistry } from './registry.ts';
import { tool } from './tools.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Runs conftest; not in one go, as some of what it asks is served by this process. */
async function conftest(cwd: string, args: string[]) {
  const aside = project({});
  const running = start(tool('conftest'), args, { cwd, env: { TMPDIR: aside }, log: join(aside, 'log') });
  return { status: await running.exited, output: readFileSync(running.log, 'utf8') };
}

/** What conftest finds in these examples, by file, in a folder with nothing in it but them. */
async function tested(files: string[], args: string[]): Promise<Map<string, Report>> {
  const cwd = project({});
  for (const file of files) cpSync(join(root, 'examples', file), join(cwd, file));
  const { status, output } = await conftest(cwd, ['test', ...args, '--output', 'json', ...files]);
  if (!output.startsWith('[')) throw new Error(output);
  const results = JSON.parse(output) as ConftestResult[];
  expect(status).toBe(results.some(({ failures = [] }) => failures.length > 0) ? 1 : 0);
  const found = (severity: Severity, entries: ConftestEntry[] = []) =>
    entries.map(({ msg, metadata: { rule, details } }) => ({ rule, msg, details: { ...details, severity } }));
  return new Map(
    results.map(({ filename, failures, warnings }) => {
      const findings = [...found('error', failures), ...found('warning', warnings)];
      return [filename, { findings, suppressed: 0, failures: [] }];
    }),
  );
}

/** Expects conftest to find in every example what the program finds. */
async function expectSame(args: string[], configuration = '') {
  const files = (await examples()).map(({ file }) => file);
  const reports = await tested(files, args);
  await expectSameFindings(async ({ file }) => [reports.get(file)!], configuration);
}

type ConftestEntry = { msg: string; metadata: Omit<Report['findings'][number], 'msg'> };
type ConftestResult = { filename: string; failures?: ConftestEntry[]; warnings?: ConftestEntry[] };

/** Pushes a folder's rules, and files with documents if any. Gives the digest that conftest tells. */
async function push(cwd: string, reference: string, files = ['data.json']): Promise<string> {
  const data = files.flatMap((file) => ['--data', file]);
  const { status, output } = await conftest(cwd, ['push', reference, '--policy', '.', ...data]);
  expect(status, output).toBe(0);
  return /pushed bundle with digest: (\S+)/.exec(output)![1]!;
}

const bundle = (changes = {}) => unpacked(built(copy(changes), keyPair().privateFile));
const node = 'before/node/Dockerfile';

describe('from a registry', () => {
  test('conftest finds in every example what the program finds', async () => {
    const host = await startRegistry();
    await push(bundle(), `${host}/policies/conftest:1`);
    const update = ['--update', `oci://${host}/policies/conftest:1`];
    await expectSame(update);
  });

  test('conftest takes the settings that were pushed along', async () => {
    const host = await startRegistry();
    const folder = bundle();
    const home = project({ 'policy-check.yaml': configured });
    await cli(home, ['export', 'conftest', folder]);
    await push(folder, `${host}/policies/conftest:1`, ['policy-check.json']);
    const update = ['--update', `oci://${host}/policies/conftest:1`, '--data', 'policy'];
    await expectSame(update, configured);
  });

  test('rules travel, tests and examples do not', async () => {
    const host = await startRegistry();
    const folder = bundle();
    await push(folder, `${host}/policies/conftest:1`);
    const rego = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.rego'),
    );
    expect(await filesOf(host, 'policies/conftest', '1')).toEqual([...rego, 'data.json'].sort());
  });

  test('a digest names one push for ever', async () => {
    const host = await startRegistry();
    const folder = bundle();
    const digest = await push(folder, `${host}/policies/conftest:1`);
    await push(bundle(next), `${host}/policies/conftest:1`);

    const told = async (reference: string) => {
      const reports = await tested([node], ['--update', `oci://${host}/policies/conftest${reference}`]);
      return reports.get(node)?.findings.find(({ rule }) => rule === 'no-latest-tag')?.msg;
    };
    expect(await told(':1')).toContain('which wanders');
    expect(await told(`@${digest}`)).toContain('which moves');
    const other = `sha256:${createHash('sha256').update('other').digest('hex')}`;
    await expect(told(`@${other}`)).rejects.toThrow('not found');
  });
});

test('from a web server conftest takes the bundle, and refuses it when its checksum is another', async () => {
  const archive = built(copy(), keyPair().privateFile);
  const server = await startBundleServer();
  server.files.set('/bundle.tar.gz', archive);
  // The query is meant for conftest, which keeps it to itself.
  const checksum = createHash('sha256').update(archive).digest('hex');
  const update = (sum: string) => ['--update', `${server.url}/bundle.tar.gz?checksum=sha256:${sum}`];
  await expectSame(update(checksum));
  await expect(
    tested([node], update(checksum.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))),
  ).rejects.toThrow('Checksums did not match');
});
