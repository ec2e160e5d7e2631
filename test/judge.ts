import type { Path } from '../src/finding.ts';
import { loadPolicy } from '../src/policy-file.ts';
import { parseAny } from '../src/read.ts';
import type { Settings } from '../src/settings.ts';

const policy = await loadPolicy();

/** What a finding says, wherever it stands; `text` is all that stands there. */
export type Judgement = {
  rule: string;
  message: string;
  token: string;
  path: Path;
  subject: string;
  text: unknown;
};

/** What the compiled policy finds in the text of a file of this name. */
export function judge(name: string, text: string, settings: Settings = {}): Judgement[] {
  return parseAny(text, name).flatMap(({ input, prefix }) => {
    const { findings, failures } = policy.evaluate(input, settings);
    if (failures.length > 0) throw new Error(failures[0]!.message);
    return findings.map(({ rule, msg, details: { path, token = '', subject } }) => {
      const value = path.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], input);
      return { rule, message: msg, token, path: [...prefix, ...path], subject, text: value };
    });
  });
}

/** These fields of each, sorted: what can be compared where the order means nothing. */
export function briefly(judgements: Judgement[], ...fields: (keyof Judgement)[]): string[] {
  return judgements.map((each) => JSON.stringify(fields.map((field) => each[field]))).sort();
}
