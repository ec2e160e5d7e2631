import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checked } from '../project.ts';
import type { Answer, Api } from './api.ts';

/** What is said of one object: `[rule] message` of each violation, sorted, by what it leads to. */
export type Verdict = { denied: string[]; warned: string[] };

/** What the CLI says of each object under the configuration of a folder: errors deny, warnings warn. */
export async function cliVerdicts(folder: string, objects: object[]): Promise<Verdict[]> {
  const below = join(folder, 'objects');
  mkdirSync(below);
  objects.forEach((object, index) => writeFileSync(join(below, `${index}.json`), JSON.stringify(object)));
  const { findings, failures } = await checked(folder, ['objects']);
  rmSync(below, { recursive: true });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return objects.map((_, index) => {
    const about = findings.filter(({ file }) => file === `objects/${index}.json`);
    const said = (wanted: string) =>
      about
        .filter(({ severity }) => severity === wanted)
        .map(({ rule, message }) => `[${rule}] ${message}`)
        .sort();
    // An API server passes the same warning on once.
    return { denied: said('error'), warned: [...new Set(said('warning'))] };
  });
}

/** Where two lists of verdicts on the same objects differ. */
export function disagreements(objects: object[], got: unknown[], expected: unknown[]): object[] {
  return objects
    .map((object, index) => ({ object, got: got[index], expected: expected[index] }))
    .filter((each) => JSON.stringify(each.got) !== JSON.stringify(each.expected));
}

const denial = 'admission webhook "validation.gatekeeper.sh" denied the request: ';

/** What Gatekeeper said in an API server's answer; a string when the server refused for a reason of its own. */
export function clusterVerdict({ status, body, warnings }: Answer): Verdict | string {
  const warned = warnings.filter((text) => /^\[[a-z-]+\] /.test(text)).sort();
  if (status < 300) return { denied: [], warned };
  const message: string = body?.message ?? '';
  if (status !== 403 || !message.startsWith(denial)) return `${status} ${message}`;
  return { denied: violationsIn(message.slice(denial.length)), warned };
}

/** Each violation in the text of a denial, sorted: Gatekeeper lists them in any order. */
export function violationsIn(text: string): string[] {
  return text.split(/\n(?=\[)/).sort();
}

/** Tries to create an object without leaving it there. */
export async function tryToCreate(api: Api, object: any): Promise<Answer> {
  const path = await collection(api, object);
  if (path === undefined) return { status: 404, warnings: [], body: { message: 'no such resource' } };
  return api('POST', `${path}?dryRun=All`, object);
}

const resources = new Map<string, Promise<any[]>>();

/** The path of the objects of a kind in a namespace; undefined for what the server does not have. */
export async function collection(api: Api, { apiVersion, kind, metadata }: any): Promise<string | undefined> {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  if (!resources.has(group)) {
    resources.set(
      group,
      api('GET', group).then(({ body }) => body.resources ?? []),
    );
  }
  const resource = (await resources.get(group)!).find(
    (each) => each.kind === kind && !each.name.includes('/'),
  );
  if (resource === undefined) return undefined;
  const namespace = resource.namespaced ? `/namespaces/${metadata?.namespace ?? 'default'}` : '';
  return `${group}${namespace}/${resource.name}`;
}
