import type { Result } from '../src/check.ts';
import type { Failure, Finding } from '../src/finding.ts';
import type { ReporterOptions } from '../src/reporters.ts';

/** A finding of some rule in some file; `at` is line, column and the column after the last. */
export function finding(at: [number, number, number], more: Partial<Finding> = {}): Finding {
  const [line, start, end] = at;
  return {
    rule: 'no-latest-tag',
    severity: 'error',
    message: 'the image nginx:latest moves. Name a version: nginx:1.27.3',
    file: 'Dockerfile',
    kind: 'dockerfile',
    document: 0,
    subject: 'stage 0',
    path: [0, 'Value', 0],
    range: { start: { line, column: start }, end: { line, column: end } },
    ...more,
  };
}

/** What a check of one file would give that finds these. */
export function result(
  findings: Finding[],
  failures: Failure[] = [],
  summary: Partial<Result['summary']> = {},
): Result {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const counts = {
    files: 1,
    errors,
    warnings: findings.length - errors,
    suppressed: 0,
    failures: failures.length,
  };
  return { version: 1, summary: { ...counts, ...summary }, findings, failures };
}

/** 10,000 findings in 500 files, and the texts of those. */
export function tenThousand(): { result: Result; sources: Map<string, string> } {
  const text = Array.from({ length: 20 }, (_, index) => `RUN apk add package-${index}:latest && echo done`);
  const findings = Array.from({ length: 10_000 }, (_, index) =>
    finding([1 + (index % 20), 13, 31], {
      file: `services/team-${Math.floor(index / 20)}/Dockerfile`,
      severity: index % 5 === 0 ? 'error' : 'warning',
      message: `package-${index % 20} moves: name a version of it, or better a digest`,
    }),
  );
  return { result: result(findings), sources: new Map(findings.map(({ file }) => [file, text.join('\n')])) };
}

/** What reporters are told besides, for a run whose files have these texts. */
export function options(sources: Record<string, string> = {}): ReporterOptions {
  return {
    sources: new Map(Object.entries(sources)),
    files: Object.keys(sources).sort(),
    inRepository: (file) => file,
    failOn: 'error',
    colors: false,
  };
}
