import type { Position } from './finding.ts';
import { fingerprints } from './fingerprint.ts';
import { printable } from './json.ts';
import { textsIn } from './lines.ts';
import type { Reporter } from './reporters.ts';
import { visible } from './terminal.ts';

const severities = { error: 'major', warning: 'minor' } as const;
const notChecked = 'not-checked';

/** A report for GitLab's code quality: a list of issues, in Code Climate's form as far as GitLab reads it. */
export const gitlab: Reporter = ({ findings, failures }, { inRepository, sources }) => {
  const textAt = textsIn(sources);
  const issues = [
    ...findings.map((finding) => ({
      identity: { ...finding, file: inRepository(finding.file), shown: textAt(finding) },
      severity: severities[finding.severity],
      begin: finding.range.start,
      end: finding.range.end,
    })),
    // What could not be checked may hide anything.
    ...failures.map(({ file, message, line = 1, column = 1 }) => ({
      identity: { rule: notChecked, file: inRepository(file), subject: '', message },
      severity: 'critical',
      begin: { line, column },
      end: { line, column },
    })),
  ];
  const prints = fingerprints(issues.map(({ identity }) => identity));
  return printable(
    issues.map(({ identity: { rule, file, message }, severity, begin, end }, index) => ({
      description: visible(message),
      check_name: rule,
      fingerprint: prints[index],
      severity,
      location: { path: file, positions: positions(begin, end) },
    })),
  );
};

function positions(begin: Position, end: Position) {
  return { begin: { line: begin.line, column: begin.column }, end: { line: end.line, column: end.column } };
}
