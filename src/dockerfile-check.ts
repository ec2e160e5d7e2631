import { isHeredoc } from './dockerfile-heredoc.ts';
import { KEYWORDS, type Instruction } from './dockerfile-instruction.ts';
import { refuse, show, type Line } from './dockerfile-line.ts';
import { checkFlags } from './dockerfile-option.ts';
import { skipSpaces } from './dockerfile-source.ts';
import { lowerCase, type Word } from './dockerfile-word.ts';
import { didYouMean } from './nearest.ts';

/** Says what is wrong, and at which word; undefined: nothing. */
type Check = (instruction: Instruction) => Problem | undefined;
type Problem = string | { message: string; at: Word };

/** Instructions whose flags BuildKit never looks at. */
const UNCHECKED_FLAGS = ['arg', 'stopsignal'];

const CHECKS: Record<string, Check> = {
  add: checkCopy,
  arg: (instruction) => atLeastOne(instruction) ?? checkNames(instruction.values.filter(hasEquals)),
  copy: checkCopy,
  env: checkPairs,
  expose: atLeastOne,
  from: checkFrom,
  healthcheck: checkHealthcheck,
  label: checkPairs,
  maintainer: exactlyOne,
  onbuild: checkOnbuild,
  shell: (instruction) =>
    instruction.json && instruction.values.length > 0
      ? undefined
      : 'SHELL takes a JSON array with at least one string, such as ["/bin/bash", "-c"]',
  stopsignal: exactlyOne,
  user: exactlyOne,
  volume: (instruction) => atLeastOne(instruction) ?? checkVolumes(instruction.values),
  workdir: exactlyOne,
};

/**
 * Checks what BuildKit checks about an instruction on its own, before it builds.
 * @throws InputError for what it refuses
 */
export function checkInstruction(line: Line, instruction: Instruction): void {
  const { keyword, name, values } = instruction;
  if (name === '') refuse(line, 0, 'this line is continued, but no instruction follows');
  if (!KEYWORDS.includes(name)) {
    const known = KEYWORDS.map((keyword) => keyword.toUpperCase());
    const expected = `: expected ${known.join(', ')}, or \\ at the end of the line before`;
    const hint = didYouMean(keyword.text.slice(0, 60), known) || expected;
    refuse(line, keyword.start, `unknown instruction ${show(keyword.text)}${hint}`);
  }
  const problem = CHECKS[name]?.(instruction);
  if (typeof problem === 'string') refuse(line, keyword.start, problem);
  if (problem) refuse(line, problem.at.start, problem.message);
  const none = name === 'healthcheck' && values[0]?.text.toUpperCase() === 'NONE';
  if (!none && !UNCHECKED_FLAGS.includes(name)) checkFlags(line, instruction);
}

const hasEquals = ({ text }: Word): boolean => text.includes('=');

function atLeastOne({ name, values }: Instruction): Problem | undefined {
  return values.length > 0 ? undefined : `${name.toUpperCase()} needs at least one argument`;
}

function exactlyOne({ name, values }: Instruction): Problem | undefined {
  return values.length === 1 ? undefined : `${name.toUpperCase()} needs an argument`;
}

function checkPairs(instruction: Instruction): Problem | undefined {
  const names = instruction.values.filter((_, index) => index % 3 === 0);
  return atLeastOne(instruction) ?? checkNames(names);
}

function checkNames(names: Word[]): Problem | undefined {
  const at = names.find(({ text }) => text === '' || text.startsWith('='));
  return at && { at, message: 'there is no name before this "=": expected name=value' };
}

function checkCopy({ name, values }: Instruction): Problem | undefined {
  const last = values.at(-1);
  if (!last || values.length < 2)
    return `${name.toUpperCase()} needs at least two arguments, the last of them the destination`;
  if (!isHeredoc(last.text)) return undefined;
  return { at: last, message: `the destination of ${name.toUpperCase()} cannot be a heredoc` };
}

function checkFrom({ values }: Instruction): Problem | undefined {
  const [, as, stage] = values;
  // Go's EqualFold takes the long s for an s.
  const named = values.length === 3 && /^a[s\u017f]$/iu.test(as!.text);
  if (values.length !== 1 && !named) {
    const at = values[1];
    const message = 'FROM takes an image and, if it is given a name, AS and that name: FROM image AS name';
    return at ? { at, message } : message;
  }
  if (!named || /^[a-z][a-z0-9._-]*$/.test(lowerCase(stage!.text))) return undefined;
  const message = `invalid stage name ${show(stage!.text)}: expected a letter, then letters, digits, "-", "_" and "."`;
  return { at: stage!, message };
}

function checkHealthcheck({ values }: Instruction): Problem | undefined {
  const [kind, ...command] = values;
  const type = kind?.text.toUpperCase();
  if (type === 'NONE') return command.length > 0 ? 'HEALTHCHECK NONE takes no arguments' : undefined;
  if (kind && type !== 'CMD')
    return { at: kind, message: `unknown type ${show(kind.text)} of HEALTHCHECK: expected CMD or NONE` };
  return command.length > 0 ? undefined : 'HEALTHCHECK needs a command: HEALTHCHECK CMD command';
}

function checkOnbuild({ inner }: Instruction): Problem | undefined {
  if (!inner) return 'ONBUILD needs an instruction to trigger';
  const trigger = inner.keyword.text.toUpperCase();
  if (!['FROM', 'MAINTAINER', 'ONBUILD'].includes(trigger)) return undefined;
  return { at: inner.keyword, message: `ONBUILD cannot trigger ${trigger}` };
}

function checkVolumes(values: Word[]): Problem | undefined {
  const at = values.find(({ text }) => skipSpaces(text, { start: 0, end: text.length }) === text.length);
  return at && { at, message: 'the path of a VOLUME cannot be empty' };
}
