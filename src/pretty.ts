import pc from 'picocolors';
import type { Failure, Finding, Range, Severity } from './finding.ts';
import { frame } from './frame.ts';
import { linesOf } from './lines.ts';
import type { Reporter } from './reporters.ts';
import { inOneLine } from './summary.ts';
import { visible } from './terminal.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For people: each finding and failure with its place in the text, and a summary. */
export const pretty: Reporter = ({ summary, findings, failures }, { sources, colors }) => {
  const paint = pc.createColors(colors);
  const lines = new Map<string, string[]>();

  function excerpt(file: string, range: Range | undefined, severity: Severity): string[] {
    const source = sources.get(file);
    if (source === undefined || range === undefined) return [];
    if (!lines.has(file)) lines.set(file, linesOf(file, source));
    return ['', ...drawn(lines.get(file)!, range, severity, paint)];
  }

  const blocks = [
    ...byPlace(findings).map((group) => [
      ...group.flatMap((finding) => [findingHeader(finding, paint), `  ${visible(finding.message)}`]),
      ...excerpt(group[0]!.file, group[0]!.range, worst(group)),
    ]),
    ...failures.map((failure) => [
      `${paint.bold(place(failure))} ${paint.red('not checked')}`,
      `  ${visible(failure.message)}`,
      ...excerpt(failure.file, rangeOf(failure), 'error'),
    ]),
    [inOneLine(summary)],
  ];
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
};

/** What is said of one and the same text is shown with that text once. Findings come sorted, so they are neighbours. */
function byPlace(findings: readonly Finding[]): Finding[][] {
  const groups: Finding[][] = [];
  for (const finding of findings) {
    const group = groups.at(-1);
    if (group !== undefined && samePlace(group[0]!, finding)) group.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

function samePlace(a: Finding, b: Finding): boolean {
  return a.file === b.file && JSON.stringify(a.range) === JSON.stringify(b.range);
}

function worst(findings: readonly Finding[]): Severity {
  return findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

/** A failure in one line, safe to print. */
export function formatFailure(failure: Failure): string {
  return `${place(failure)}: ${visible(failure.message)}`;
}

function findingHeader({ file, range, severity, rule, subject }: Finding, paint: Colors): string {
  const start = paint.bold(place({ file, ...range.start }));
  return `${start} ${tint(severity, paint)(severity)} ${rule} ${paint.dim(`in ${visible(subject)}`)}`;
}

function drawn(lines: readonly string[], range: Range, severity: Severity, paint: Colors): string[] {
  const rows = frame(lines, range);
  const digits = String(rows.at(-1)?.number ?? '').length;
  return rows.flatMap(({ number, text, underline }) => {
    const row = `  ${paint.dim(`${String(number).padStart(digits)} |`)} ${text}`.trimEnd();
    if (underline === undefined) return [row];
    const marks = ' '.repeat(underline.indent) + tint(severity, paint)('^'.repeat(underline.length));
    return [row, `  ${paint.dim(`${' '.repeat(digits)} |`)} ${marks}`];
  });
}

function tint(severity: Severity, paint: Colors): (text: string) => string {
  return severity === 'error' ? paint.red : paint.yellow;
}

function place({ file, line, column }: { file: string; line?: number; column?: number }): string {
  return [visible(file), line, line && column].filter((part) => part !== undefined).join(':');
}

function rangeOf({ line, column = 1 }: Failure): Range | undefined {
  return line === undefined ? undefined : { start: { line, column }, end: { line, column } };
}
