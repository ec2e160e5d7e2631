import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { objectsOf, subjects } from '../parity/files.ts';
import { prepare } from './enforced.ts';
import { list } from './kit.ts';
import { inTurns, memory, paced } from './load.ts';
import type { Pace } from './load.ts';
import { pod } from './objects.ts';
import { until } from './processes.ts';
import { clusterVerdict, cliVerdicts, disagreements, tryToCreate, violationsIn } from './verdict.ts';

// Many requests at once: no wrong answer, and what it costs beside a Gatekeeper that has nothing to enforce.

const requests = 2_000;
const width = 16;
const objectsToAudit = 5_000;

const { folder, cluster, gatekeeper, enforce, create } = prepare();
const configuration = `profile: production
rules: {trusted-registry: {severity: error, parameters: {registries: [registry.example.com]}}}
`;

const report: string[] = [
  '| what | enforced | p50 | p99 | requests/s | memory |',
  '| --- | --- | ---: | ---: | ---: | ---: |',
];
afterAll(() => console.log(report.join('\n')));

function note(what: string, enforced: string, { p50, p99, perSecond }: Pace): void {
  const { now, most } = memory(gatekeeper().running().pid);
  const cells = [
    what,
    enforced,
    `${p50.toFixed(1)} ms`,
    `${p99.toFixed(1)} ms`,
    perSecond.toFixed(0),
    `${now.toFixed(0)} MiB, at most ${most.toFixed(0)}`,
  ];
  report.push(`| ${cells.join(' | ')} |`);
}

const versions = new Set(['v1', 'apps/v1', 'batch/v1']);
const kinds = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'ReplicaSet']);

/** Workloads of real manifests, over and over, each in a namespace that is there. */
function load(): any[] {
  const objects = subjects('manifest')
    .flatMap((file) => ('documents' in file ? file.documents : []))
    .flatMap(({ input }) => objectsOf(input))
    .filter(({ apiVersion, kind }) => versions.has(apiVersion as string) && kinds.has(kind))
    .filter((object) => !JSON.stringify(object).includes('"policy-check/ignore"'));
  return Array.from({ length: requests }, (_, index) => {
    const object = objects[index % objects.length]!;
    return { ...object, metadata: { ...object.metadata, namespace: 'shop', name: `load-${index}` } };
  });
}

/** What Gatekeeper's webhook says about the creation of an object, in the words of a verdict. */
async function ask(object: any) {
  const [version, group = ''] = object.apiVersion.split('/').reverse();
  const { body } = await gatekeeper().webhook('POST', '/v1/admit', {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: object.metadata.name,
      kind: { group, version, kind: object.kind },
      resource: { group, version, resource: `${object.kind.toLowerCase()}s` },
      name: object.metadata.name,
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: { username: 'somebody' },
      object,
    },
  });
  const { allowed, status, warnings = [] } = body.response;
  const denied: string[] = allowed ? [] : violationsIn(status.message);
  return { denied, warned: [...new Set<string>(warnings)].sort() };
}

test(`${requests} requests, ${width} at once: every answer is right`, async () => {
  const objects = load();
  const pods = objects.map(({ metadata: { name } }, index) =>
    pod({ name, ...(index % 2 === 0 && { container: { name: 'app', image: 'nginx' } }) }),
  );
  const dryRun = (object: any) => tryToCreate(cluster().api, object);

  const idle = await paced(objects, width, ask);
  note('webhook, workloads of the corpus', 'nothing', idle.pace);
  expect(idle.answers.every(({ denied, warned }) => denied.length + warned.length === 0)).toBe(true);
  const idleServer = await paced(pods, width, dryRun);
  note('API server, pods', 'nothing', idleServer.pace);

  await enforce(configuration);
  const enforced = await paced(objects, width, ask);
  note('webhook, workloads of the corpus', 'production', enforced.pace);
  expect(disagreements(objects, enforced.answers, await cliVerdicts(folder, objects))).toEqual([]);
  const enforcedServer = await paced(pods, width, dryRun);
  note('API server, pods', 'production', enforcedServer.pace);
  const answers = enforcedServer.answers.map(clusterVerdict);
  expect(disagreements(pods, answers, await cliVerdicts(folder, pods))).toEqual([]);
}, 600_000);

test(`an audit of ${objectsToAudit} objects finds every violation`, async () => {
  await enforce(`${configuration}gatekeeper: {match: {namespaces: [elsewhere]}}\n`);
  const made = Array.from({ length: objectsToAudit }, (_, index) =>
    pod({ name: `audited-${index}`, ...(index % 5 === 0 && { container: { name: 'app', image: 'nginx' } }) }),
  );
  await inTurns(made, width, create);
  await enforce(configuration);
  const expected = (await cliVerdicts(folder, made)).flatMap(({ denied, warned }) => [...denied, ...warned]);
  await until(
    'an audit that has seen everything',
    async () => {
      const totals = (await list(cluster(), 'constraints')).map(({ status }) => status?.totalViolations ?? 0);
      return totals.reduce((sum, each) => sum + each, 0) === expected.length;
    },
    120_000,
  );
  const { most } = memory(gatekeeper().running().pid);
  report.push(
    `audit of ${objectsToAudit} pods, ${expected.length} violations: ${lastAudit().toFixed(1)} s, at most ${most.toFixed(0)} MiB`,
  );
}, 600_000);

/** Seconds that the last audit that ended took, as Gatekeeper's log has it. */
function lastAudit(): number {
  const events = readFileSync(gatekeeper().running().log, 'utf8')
    .split('\n')
    .filter((line) => /"event_type":"audit_(started|finished)"/.test(line))
    .map((line) => JSON.parse(line) as { ts: number; event_type: string });
  const end = events.findLastIndex(({ event_type }) => event_type === 'audit_finished');
  return events[end]!.ts - events[end - 1]!.ts;
}
