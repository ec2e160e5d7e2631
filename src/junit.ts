import type { Failure, Finding } from './finding.ts';
import type { Reporter } from './reporters.ts';
import { attributes, content } from './xml.ts';

/** Something to tell of a file; what has the same name is told in one test case. */
type Entry = {
  file: string;
  name: string;
  outcome: 'passed' | 'skipped' | 'failure' | 'error';
  detail: string;
};

/**
 * JUnit's XML, as Jenkins, GitLab and Azure Pipelines read it. A file is a suite, and a rule that found something there a
 * case with all that it found: names without lines in them let a CI system tell what is new from what was there before.
 * A clean file is a case that passed, a file that could not be checked one with an error.
 *
 * JUnit has no warnings. One that does not make the run fail is a skipped case: seen and counted, and the report is red
 * only where the exit code is too. `--fail-on never` is for those who let the CI system decide: errors stay failures.
 */
export const junit: Reporter = ({ findings, failures }, { files, failOn, inRepository }) => {
  const entries: Entry[] = [
    ...findings.map((finding): Entry => {
      const fails = finding.severity === 'error' || failOn === 'warning';
      const { file, rule: name } = finding;
      return { file, name, outcome: fails ? 'failure' : 'skipped', detail: shown(finding) };
    }),
    ...failures.map((failure): Entry => ({
      file: failure.file,
      name: 'not checked',
      outcome: 'error',
      detail: shownFailure(failure),
    })),
  ];
  const told = new Set(entries.map(({ file }) => file));
  for (const file of files)
    if (!told.has(file)) entries.push({ file, name: 'every rule', outcome: 'passed', detail: '' });

  const suites = groupBy(entries, ({ file }) => inRepository(file))
    .map(([file, group]) => ({ file, cases: groupBy(group, ({ name }) => name) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'policy-check', ...totals(all) })}>`,
    ...suites.flatMap(({ file, cases }) => [
      `  <testsuite${attributes({ name: file, ...totals(cases), skipped: count(cases, 'skipped') })}>`,
      ...cases.map(([name, group]) => testCase(file, name, group)),
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
};

function testCase(file: string, name: string, group: Entry[]): string {
  const outcome = outcomeOf(group);
  const start = `    <testcase${attributes({ name, classname: file })}`;
  if (outcome === 'passed') return `${start}/>`;
  const [first, ...more] = group;
  const message = more.length === 0 ? first!.detail : `${first!.detail} (and ${more.length} more)`;
  const body = group.map(({ detail }) => content(detail)).join('\n');
  return `${start}>\n      <${outcome}${attributes({ message })}>${body}</${outcome}>\n    </testcase>`;
}

function outcomeOf(group: Entry[]): Entry['outcome'] {
  return (group.find(({ outcome }) => outcome === 'failure') ?? group[0]!).outcome;
}

function shown({ range: { start }, severity, subject, message }: Finding): string {
  return `${start.line}:${start.column} ${severity} in ${subject}: ${message}`;
}

function shownFailure({ message, line, column = 1 }: Failure): string {
  return line === undefined ? message : `${line}:${column} ${message}`;
}

type Cases = [string, Entry[]][];

function totals(cases: Cases) {
  return { tests: cases.length, failures: count(cases, 'failure'), errors: count(cases, 'error') };
}

function count(cases: Cases, wanted: Entry['outcome']): number {
  return cases.filter(([, group]) => outcomeOf(group) === wanted).length;
}

/** What has the same key together, in the order of its first. `Map.groupBy` is not in Node 20. */
function groupBy(entries: readonly Entry[], key: (entry: Entry) => string): [string, Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(key(entry));
    if (group === undefined) groups.set(key(entry), [entry]);
    else group.push(entry);
  }
  return [...groups];
}
