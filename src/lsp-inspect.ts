import { basename, dirname, resolve } from 'node:path';
import { readConfiguration } from './configuration.ts';
import type { Document } from './document.ts';
import { slashed } from './discover.ts';
import { failure } from './failure.ts';
import type { Failure, Finding } from './finding.ts';
import { configurationName, createGovernor } from './governor.ts';
import { judge } from './judge.ts';
import { kindOfName } from './kind.ts';
import { order } from './order.ts';
import { whyPassedOver } from './passed-over.ts';
import type { Policy } from './policy.ts';
import { parse } from './read.ts';
import type { Effective } from './settings.ts';
import { textOf } from './text.ts';

/** What there is to say about an open file. */
export type Inspected = {
  findings: Finding[];
  /** Why it, or the configuration that governs it, could not be checked. `file` is an absolute path. */
  failures: Failure[];
  /** Its inputs of the policy, as far as there are any. */
  documents: Document[];
  /** What holds for it. */
  effective?: Effective | undefined;
};

const nothing: Inspected = { findings: [], failures: [], documents: [] };

export function isConfiguration(path: string): boolean {
  return basename(path) === configurationName;
}

/**
 * Checks the text of a file as a check of its folder would, if that would come upon it.
 * @param file.path - absolute, as everything here
 * @param options.folder - the open folder that it is in; undefined where there is none
 * @param options.unsaved - gives the text of a file where it is not what is on the disk
 */
export function inspectOpen(
  { path, text }: { path: string; text: string },
  options: { folder: string | undefined; unsaved: (path: string) => string | undefined; policy: Policy },
): Inspected {
  const { folder: cwd = dirname(path), unsaved, policy } = options;
  const file = slashed(path);
  let documents: Document[] = [];
  try {
    if (isConfiguration(path)) {
      readConfiguration(textOf(text), file);
      return nothing;
    }
    const governor = createGovernor({ cwd, flags: {}, sources: new Map(), unsaved });
    if (whyPassedOver(path, { cwd, ignoredBy: governor.ignoredBy }) !== undefined) return nothing;
    const candidate = { file, kind: kindOfName(basename(path)), named: false };
    const effective = governor.effectiveFor(path);
    const settings = governor.settingsFor(path);
    documents = parse(textOf(text), candidate) ?? [];
    if (documents.length === 0) return nothing;
    if (settings === undefined) {
      const failures = governor.failures.map((each) => ({ ...each, file: slashed(resolve(cwd, each.file)) }));
      return { ...nothing, failures };
    }
    const { findings, failures } = judge(file, documents, policy, settings);
    return { findings: findings.sort(order), failures, documents, effective };
  } catch (error) {
    return { ...nothing, failures: [failure(file, error)], documents };
  }
}
