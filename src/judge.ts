import type { Document } from './document.ts';
import type { Failure, Finding } from './finding.ts';
import type { Fix, PolicyFix } from './fix.ts';
import type { Policy } from './policy.ts';
import type { Settings } from './settings.ts';

/** What is said of one text. */
export type Judgement = {
  /** In no order. */
  findings: Finding[];
  failures: Failure[];
  /** How many findings the text itself asks to pass over. */
  suppressed: number;
};

/** What the policy says about all inputs of one file, with the places in the file. */
export function judge(
  file: string,
  documents: readonly Document[],
  policy: Policy,
  settings: Settings,
): Judgement {
  const findings: Finding[] = [];
  const problems = new Set<string>();
  let suppressed = 0;
  for (const { kind, index, prefix, input, locate, edit } of documents) {
    const report = policy.evaluate(input, settings);
    suppressed += report.suppressed;
    for (const { message } of report.failures) problems.add(message);
    for (const { rule, msg, details } of report.findings) {
      const { path, severity, subject, token, occurrence, extra } = details;
      const fix = details.fix && written(details.fix, edit);
      const place = { file, kind, document: index, subject, path: [...prefix, ...path] };
      findings.push({
        rule,
        severity,
        message: msg,
        ...place,
        ...(token !== undefined && { token }),
        ...(occurrence !== undefined && { occurrence }),
        ...(extra !== undefined && { extra }),
        range: locate(path, token, occurrence),
        ...(fix !== undefined && { fix }),
      });
    }
  }
  const failures: Failure[] = [...problems].map((message) => ({ file, message }));
  return { findings, failures, suppressed };
}

/** A fix in the file's text; undefined where one of its edits cannot be written. */
function written({ title, edits }: PolicyFix, edit: Document['edit']): Fix | undefined {
  const found = edits.map(edit);
  return found.every((each) => each !== undefined) ? { title, edits: found } : undefined;
}
