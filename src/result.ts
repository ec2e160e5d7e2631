import type { Failure, Finding } from './finding.ts';
import type { Judgement } from './judge.ts';
import { order } from './order.ts';

/** What `--format json` prints. */
export type Result = {
  version: 1;
  /** `files` were checked; those with failures are not among them. What is `suppressed` is listed nowhere. */
  summary: {
    files: number;
    errors: number;
    warnings: number;
    suppressed: number;
    failures: number;
    /** Only where the findings were compared with a baseline: how many it knows, and how many of its entries are fixed. */
    baseline?: { known: number; fixed: number };
  };
  /** By file, line, column, rule. */
  findings: Finding[];
  /** What could not be checked, and why. */
  failures: Failure[];
};

/** A result out of what was said of all files, of which so many were checked. Sorts the lists as they are. */
export function resultOf({ files, findings, failures, suppressed }: Judgement & { files: number }): Result {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return {
    version: 1,
    summary: { files, errors, warnings, suppressed, failures: failures.length },
    findings: findings.sort(order),
    failures: failures.sort(order),
  };
}
