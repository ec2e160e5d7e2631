import type { Failure, Finding, Range, Severity } from './finding.ts';
import { frame } from './frame.ts';
import type { FrameLine } from './frame.ts';
import { linesIn } from './lines.ts';

/** What is said of one and the same text is shown with that text once. Findings come sorted, so they are neighbours. */
export function byPlace(findings: readonly Finding[]): Finding[][] {
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

/** The severity that a place is shown in. */
export function worst(findings: readonly Finding[]): Severity {
  return findings.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

/** Where in its file something could not be read on; undefined when it is about the whole file. */
export function rangeOf({ line, column = 1 }: Failure): Range | undefined {
  return line === undefined ? undefined : { start: { line, column }, end: { line, column } };
}

/** Frames out of these texts; empty for a file whose text is not there. */
export function excerpts(
  sources: ReadonlyMap<string, string>,
): (file: string, range: Range | undefined) => FrameLine[] {
  const linesAt = linesIn(sources);
  return (file, range) => {
    const lines = linesAt(file);
    return lines === undefined || range === undefined ? [] : frame(lines, range);
  };
}
