import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { InputError } from './errors.ts';
import { configurationName, createGovernor } from './governor.ts';
import { starter } from './init-text.ts';
import { schemaId } from './published-schema.ts';
import { formatFailure } from './pretty.ts';
import { survey } from './survey.ts';
import type { Survey } from './survey.ts';

/**
 * Writes a configuration with suggestions into a folder, and gives what to say about it. It asks for nothing that is not
 * asked for without it. An InputError when a configuration governs the folder already, and when it cannot be written.
 */
export async function init(folder: string, cwd: string): Promise<string> {
  const root = resolve(cwd, folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InputError(`${folder} is no folder`);
  }
  const file = join(root, configurationName);
  const shown = join(folder, configurationName).split(sep).join('/');
  refuseAnother(file, shown, cwd);
  const found = await survey(root);
  try {
    writeFileSync(file, starter(found, schemaFor(root)), { flag: 'wx' });
  } catch (error) {
    throw new InputError(`cannot write ${shown}: ${(error as Error).message}`, {}, { cause: error });
  }
  return `${[
    `${shown} is written. It changes nothing yet: take out the # before what you want.`,
    ...summary(found).map((line) => `  ${line}`),
  ].join('\n')}\n`;
}

/** Another configuration would be written over, or would no longer hold in this folder. */
function refuseAnother(file: string, shown: string, cwd: string): void {
  const governor = createGovernor({ cwd, flags: {}, sources: new Map() });
  const governing = governor.configurationOf(file);
  const [broken] = governor.failures;
  if (existsSync(file)) throw new InputError(`${shown} is there already`);
  if (broken !== undefined) throw new InputError(formatFailure(broken));
  if (governing !== undefined) {
    throw new InputError(
      `${governing} governs this folder, and another one would take its place here: write an override into it instead`,
    );
  }
}

/** The schema of an installed package, from the folder; else the published one. */
function schemaFor(root: string): string {
  for (let here = root; ; here = dirname(here)) {
    const installed = join(here, 'node_modules/policy-check/policy-check.schema.json');
    if (existsSync(installed)) return relative(root, installed).split(sep).join('/');
    if (dirname(here) === here) return schemaId;
  }
}

function summary({ dockerfiles, manifests, registries, foreign, production, unreadable }: Survey): string[] {
  const counted: [number, string, string][] = [
    [dockerfiles, 'Dockerfile', 'Dockerfiles'],
    [manifests, 'file of workloads', 'files of workloads'],
    [registries.size, 'registry in use', 'registries in use'],
    [production.length, 'folder for production', 'folders for production'],
    [foreign.length, 'folder that may not be yours', 'folders that may not be yours'],
    [unreadable.length, 'file that cannot be read as it is', 'files that cannot be read as they are'],
  ];
  return counted
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
}
