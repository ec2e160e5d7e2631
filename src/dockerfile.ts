import type { Document } from './document.ts';
import { checkInstruction } from './dockerfile-check.ts';
import { editEntry } from './dockerfile-edit.ts';
import { readHeredocs, type Heredoc } from './dockerfile-heredoc.ts';
import { readInstruction, type Instruction } from './dockerfile-instruction.ts';
import { readLine, type Comment } from './dockerfile-line.ts';
import { locateEntry, type Entry } from './dockerfile-place.ts';
import { openSource } from './dockerfile-source.ts';
import { InputError } from './errors.ts';

/** An entry of the policy's input, in the shape that `conftest parse` gives it. */
type Command = {
  /** The keyword in lower case, or `comment`. */
  Cmd: string;
  /** null for a comment, and for an instruction with nothing after its keyword. */
  Flags: string[] | null;
  /** Whether the value is written as a JSON array. */
  JSON: boolean;
  /** The index of the build stage; 0 before the first one as well. */
  Stage: number;
  /** The instruction that ONBUILD triggers, as written; otherwise empty. */
  SubCmd: string;
  Value: string[] | null;
  /** What conftest leaves out: the heredocs of RUN, COPY and ADD, their tabs kept even for `<<-`. */
  Heredocs?: { Name: string; Content: string; Expand: boolean }[];
  /** What conftest leaves out: the flags of the instruction that ONBUILD triggers, also when there are none. */
  SubFlags?: string[];
};

/**
 * Reads a Dockerfile into what `conftest parse` gives for it, with the added fields `Heredocs` and `SubFlags`.
 * @throws InputError for a file that BuildKit's parser, and so conftest, refuses
 */
export function readDockerfile(text: string): Document {
  const source = openSource(text);
  const commands: Command[] = [];
  const entries: Entry[] = [];
  let stage = -1;
  for (let line; (line = readLine(source));) {
    const instruction = readInstruction(line);
    const heredocs = readHeredocs(line, instruction);
    checkInstruction(line, instruction);
    if (instruction.name === 'from') stage++;
    for (const comment of line.comments) {
      commands.push(commentCommand(comment, Math.max(stage, 0)));
      entries.push({ comment });
    }
    commands.push(instructionCommand(text, instruction, heredocs, Math.max(stage, 0)));
    entries.push({ line, instruction, heredocs });
  }
  if (entries.length === 0)
    throw new InputError('this file has no instructions: expected at least a FROM', { line: 1, column: 1 });
  return {
    kind: 'dockerfile',
    index: 0,
    prefix: [],
    input: commands,
    locate: (path, token, occurrence) => locateEntry(source, entries, path, { token, occurrence }),
    edit: (edit) => editEntry(source, entries, edit),
  };
}

function commentCommand(comment: Comment, stage: number): Command {
  return { Cmd: 'comment', Flags: null, JSON: false, Stage: stage, SubCmd: '', Value: [comment.text] };
}

function instructionCommand(
  text: string,
  { name, flags, inner, json, values }: Instruction,
  heredocs: Heredoc[],
  stage: number,
): Command {
  const command: Command = {
    Cmd: name,
    Flags: flags?.map((flag) => flag.text) ?? null,
    JSON: json,
    Stage: stage,
    SubCmd: inner?.keyword.text ?? '',
    Value: values.length > 0 ? values.map((value) => value.text) : null,
  };
  if (heredocs.length > 0) {
    command.Heredocs = heredocs.map(({ name: Name, body, expand: Expand }) => ({
      Name,
      Content: text.slice(body.start, body.end),
      Expand,
    }));
  }
  if (inner) command.SubFlags = (inner.flags ?? []).map((flag) => flag.text);
  return command;
}
