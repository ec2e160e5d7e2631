import { applyFixes } from './apply.ts';
import type { Finding } from './finding.ts';

/** Fixes that are in each other's way take a pass each; nobody has as many in one place. */
export const maxPasses = 50;

/** A text on its way: what is found in it now, how many findings are fixed, and what is not to be tried again. */
export type Fixing = {
  text: string;
  findings: readonly Finding[];
  fixed: number;
  /** Set once a pass brought something new: from then on fixes are tried one after the other. */
  refused: ReadonlySet<string> | undefined;
};

/** A text with some of the fixes in it, to be checked before it is taken. */
export type Attempt = ReturnType<typeof applyFixes>;

export function begin(text: string, findings: readonly Finding[]): Fixing {
  return { text, findings, fixed: 0, refused: undefined };
}

/** The next text to check; undefined when there is nothing left to fix. */
export function attemptOf({ text, findings, refused }: Fixing): Attempt | undefined {
  const attempt = applyFixes(text, choose(findings, refused));
  return attempt.applied.length > 0 ? attempt : undefined;
}

/** What becomes of an attempt by what is found `after` it; undefined when it could not even be checked. */
export function judged(
  fixing: Fixing,
  { text, applied }: Attempt,
  after: readonly Finding[] | undefined,
): Fixing {
  if (after !== undefined && isBetter(fixing.findings, applied, after))
    return { ...fixing, text, findings: after, fixed: fixing.fixed + applied.length };
  const alone = applied.length === 1 ? [nameOf(applied[0]!)] : [];
  return { ...fixing, refused: new Set([...(fixing.refused ?? []), ...alone]) };
}

/**
 * Fixes a text until there is nothing left to fix.
 * @param find - the findings in a text; undefined when it cannot be checked
 */
export function fixedText(
  text: string,
  find: (text: string) => readonly Finding[] | undefined,
): Fixing | undefined {
  const findings = find(text);
  if (findings === undefined) return undefined;
  let fixing = begin(text, findings);
  for (let pass = 0; pass < maxPasses; pass++) {
    const attempt = attemptOf(fixing);
    if (attempt === undefined) break;
    fixing = judged(fixing, attempt, find(attempt.text));
  }
  return fixing;
}

/** Where something went wrong, one after the other. */
function choose(findings: readonly Finding[], refused: ReadonlySet<string> | undefined): readonly Finding[] {
  if (refused === undefined) return findings;
  return findings.filter((finding) => finding.fix !== undefined && !refused.has(nameOf(finding))).slice(0, 1);
}

function nameOf({ rule, subject, fix }: Finding): string {
  return JSON.stringify([rule, subject, fix!.title]);
}

/** Whether the findings that were to go are gone, and no others have come. */
function isBetter(
  before: readonly Finding[],
  applied: readonly Finding[],
  after: readonly Finding[],
): boolean {
  const allowed = countByRule(before);
  for (const [rule, number] of countByRule(applied)) allowed.set(rule, allowed.get(rule)! - number);
  return [...countByRule(after)].every(([rule, number]) => number <= (allowed.get(rule) ?? 0));
}

function countByRule(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}
