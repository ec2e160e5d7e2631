import { readDockerfile } from '../src/dockerfile.ts';
import { InputError } from '../src/errors.ts';
import { askLibs, askOracle, type Answer, type OwnAnswer, type Question, type Use } from './oracle.ts';

/** In what the libs disagree with BuildKit about each question; one sentence each, none where they agree. */
export async function disagreements(questions: Question[]): Promise<string[][]> {
  const [theirs, ours] = await Promise.all([askOracle(questions), askLibs(questions)]);
  return questions.map((_, index) => compare(theirs[index]!, ours[index]!));
}

/** A question about each build that a user can ask of a Dockerfile: of its last stage, and of those with a name. */
export function questionsAbout(dockerfile: string): Question[] {
  return [{ dockerfile }, ...namesIn(dockerfile).map((target) => ({ dockerfile, target }))];
}

function namesIn(dockerfile: string): string[] {
  try {
    const input = readDockerfile(dockerfile).input as { Cmd: string; Value: string[] | null }[];
    return [...new Set(input.flatMap(({ Cmd, Value }) => (Cmd === 'from' && Value?.[2] ? [Value[2]] : [])))];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function compare(theirs: Answer, ours: OwnAnswer): string[] {
  const isToldOf = ours.problems.length > 0;
  if ('error' in theirs) return isToldOf || hasUnknown(ours) ? [] : [`BuildKit refuses it: ${theirs.error}`];
  const found = isToldOf
    ? theirs.refused.length === 0
      ? ours.problems.map((problem) => `only policy-check finds: ${problem}`)
      : []
    : theirs.refused.map(({ line, error }) => `BuildKit refuses the stage of line ${line}: ${error}`);
  return [
    ...found,
    ...compareImages(theirs, ours),
    ...compareValue('the user', theirs.user, ours.user),
    ...[...new Set([...Object.keys(theirs.labels), ...Object.keys(ours.labels)])].flatMap((key) =>
      compareValue(`the label ${key}`, theirs.labels[key], ours.labels[key]),
    ),
  ];
}

function hasUnknown({ user, labels }: OwnAnswer): boolean {
  return [user, ...Object.values(labels)].includes(null);
}

function compareValue(what: string, theirs: string | undefined, ours: string | null | undefined): string[] {
  return theirs === ours ? [] : [`${what} is ${show(theirs)} for BuildKit, ${show(ours)} here`];
}

function show(value: string | null | undefined): string {
  return value === undefined ? 'not set' : value === null ? 'unknown' : JSON.stringify(value);
}

function compareImages(
  { images, refused }: Exclude<Answer, { error: string }>,
  { images: own, stages, problems }: OwnAnswer,
): string[] {
  // Nobody knows what is in a stage that cannot be built.
  const isRefused = (line: number) =>
    refused.some((each) => each.line === stages.findLast((start) => start <= line));
  const theirs = new Set(images.map(asText));
  // The source of a tmpfs or ssh mount has no line for BuildKit, as nothing is made from it.
  const isPlaceless = (use: Use) => !theirs.has(asText(use)) && theirs.has(asText({ ...use, line: 0 }));
  const ours = new Set(
    own
      .filter(({ line }) => !isRefused(line))
      .map((use) => asText(isPlaceless(use) ? { ...use, line: 0 } : use)),
  );
  const missed = problems.length > 0 ? [] : [...theirs].filter((image) => !ours.has(image));
  return [
    ...missed.map((image) => `only BuildKit uses ${image}`),
    ...[...ours].filter((image) => !theirs.has(image)).map((image) => `only policy-check has ${image}`),
  ];
}

function asText({ reference, line }: Use): string {
  return `${reference} in line ${line}`;
}
