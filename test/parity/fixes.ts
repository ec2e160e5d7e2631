import { isDeepStrictEqual } from 'node:util';
import { applyFixes } from '../../src/apply.ts';
import type { Document } from '../../src/document.ts';
import type { Finding, Kind, Path } from '../../src/finding.ts';
import type { Edit, Json } from '../../src/fix.ts';
import { judge } from '../../src/judge.ts';
import { loadPolicy } from '../../src/policy-file.ts';
import { parseAny } from '../../src/read.ts';
import type { Settings } from '../../src/settings.ts';
import { indexOfToken } from '../../src/token.ts';

const policy = await loadPolicy();

/** A text, what is found in it, and what the fixes of the findings are to its documents, in the policy's words. */
export type Found = {
  name: string;
  kind: Kind;
  text: string;
  documents: Document[];
  findings: Finding[];
  edits: Edits[];
};
/** The edits of the fixes by document, in the order of the findings. */
type Edits = { finding: Finding; document: number; edits: Edit[] };

export function find(name: string, kind: Kind, text: string, settings: Settings): Found {
  // In the corpus are names that only somebody who names the file outright would call a Dockerfile.
  const documents = parseAny(text, kind === 'dockerfile' ? 'Dockerfile' : name);
  const edits: Edits[] = [];
  const watched = {
    evaluate: (input: unknown, given: Settings) => {
      const report = policy.evaluate(input, given);
      const document = documents.findIndex((each) => each.input === input);
      raw.push(...report.findings.map(({ details }) => ({ document, edits: details.fix?.edits ?? [] })));
      return report;
    },
  };
  const raw: Omit<Edits, 'finding'>[] = [];
  const { findings, failures } = judge(name, documents, watched, settings);
  if (failures.length > 0) throw new Error(failures[0]!.message);
  findings.forEach((finding, index) => edits.push({ finding, ...raw[index]! }));
  return { name, kind, text, documents, findings, edits };
}

/** The text with as many of the fixes as go together, and which findings these are about. */
export function fixed({ text, findings }: Found, chosen: readonly Finding[] = findings) {
  return applyFixes(text, chosen);
}

/** How many findings each rule has. */
export function byRule(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

/** Whether what was read differs in nothing but what the fixes of these findings say. */
export function isAsSaid(before: Found, applied: readonly Finding[], after: Found): boolean {
  const inputs = before.documents.map(({ input }) => structuredClone(input) as Json);
  const chosen = before.edits.filter(({ finding }) => applied.includes(finding));
  if (before.kind === 'dockerfile') {
    const expected = editedDockerfile(
      inputs[0] as Command[],
      chosen.flatMap(({ edits }) => edits),
    );
    const read = after.documents[0]!.input as Command[];
    return isDeepStrictEqual(instructions(read), instructions(expected)) && hasComments(read, expected);
  }
  for (const { document, edits } of chosen)
    for (const edit of edits) inputs[document] = editedValue(inputs[document]!, edit);
  return isDeepStrictEqual(
    after.documents.map(({ input }) => input),
    inputs,
  );
}

type Command = { Cmd: string; Value: string[] | null; Stage: number };

/** A command that is added to a RUN is indented like the others. */
function instructions(commands: Command[]) {
  return commands
    .filter(({ Cmd }) => Cmd !== 'comment')
    .map(({ Value, ...rest }) => ({
      ...rest,
      Stage: undefined, // an ARG before the first FROM has that of the first stage
      Value: rest.Cmd === 'run' ? Value?.map((text) => text.replaceAll(/[ \t]+/g, ' ')) : Value,
    }));
}

/** Of a comment in pieces BuildKit gives the last one to an instruction; where an ARG comes between it gives more. */
function hasComments(commands: Command[], expected: Command[]): boolean {
  const texts = (all: Command[]) => all.flatMap(({ Cmd, Value }) => (Cmd === 'comment' ? Value! : []));
  const there = texts(commands);
  let from = 0;
  return texts(expected).every((text) => (from = there.indexOf(text, from) + 1) > 0);
}

function editedDockerfile(commands: Command[], edits: Edit[]): Command[] {
  const seen = new Set<string>();
  const lines: { at: Command; side: string; line: Command }[] = [];
  const texts: { path: Path; start: number; end: number; text: string }[] = [];
  for (const edit of edits) {
    if (seen.has(JSON.stringify(edit)) || !('text' in edit)) continue;
    seen.add(JSON.stringify(edit));
    const { path, token, occurrence, text, insert } = edit;
    const command = commands[path[0] as number]!;
    if (path.length === 1) {
      const line = {
        Cmd: 'arg',
        Flags: [],
        JSON: false,
        Stage: 0,
        SubCmd: '',
        Value: [text.replace('ARG ', '')],
      };
      lines.push({ at: command, side: insert!, line });
    } else if (path[1] === 'Cmd') command.Cmd = text.toLowerCase();
    else {
      const value = valueAt(commands as unknown as Json, path) as string;
      const from = token === undefined ? 0 : indexOfToken(value, token, occurrence);
      const to = from + (token ?? value).length;
      texts.push({ path, text, start: insert === 'after' ? to : from, end: insert === 'before' ? from : to });
    }
  }
  // From the end to the beginning, where those at one place turn around.
  texts.reverse().sort((a, b) => b.start - a.start);
  for (const { path, start, end, text } of texts) {
    const value = valueAt(commands as unknown as Json, path) as string;
    setAt(commands as unknown as Json, path, value.slice(0, start) + text + value.slice(end));
  }
  for (const command of commands) {
    if (command.Cmd !== 'label' || command.Value!.length !== 1) continue;
    const [key, value] = command.Value![0]!.split(/=(.*)/s);
    command.Value = [key!, value!, '='];
  }
  const before = (command: Command, side: string) =>
    lines.filter((each) => each.at === command && each.side === side);
  return commands.flatMap((command) => [
    ...before(command, 'before').map(({ line }) => line),
    command,
    ...before(command, 'after').map(({ line }) => line),
  ]);
}

function editedValue(input: Json, edit: Edit): Json {
  if ('value' in edit) setAt(input, edit.path, edit.value);
  else
    setAt(
      input,
      edit.path,
      (valueAt(input, edit.path) as string).replace(edit.token!, () => edit.text),
    );
  return input;
}

function valueAt(root: Json, path: Path): Json {
  return path.reduce<Json>((value, key) => (value as Record<string, Json>)[key]!, root);
}

function setAt(root: Json, path: Path, value: Json): void {
  let parent = root as Record<string, Json>;
  for (const key of path.slice(0, -1)) parent = (parent[key] ??= {}) as Record<string, Json>;
  parent[path.at(-1)!] = value;
}
