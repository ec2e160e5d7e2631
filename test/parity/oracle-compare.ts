import { readDockerfile } from '../../src/dockerfile.ts';
import { InputError } from '../../src/errors.ts';
import { askLibs, askOracle, type Answer, type OwnAnswer, type Question, type Use } from './oracle.ts';

/**
 * In what the libs disagree with BuildKit: they do not tell that it is `refused`, or it is `unknown` to them alone, or
 * what they say is `different`.
 */
export type Disagreement = { kind: 'refused' | 'unknown' | 'different'; text: string };

/** The disagreements about each question. */
export async function disagreements(questions: Question[]): Promise<Disagreement[][]> {
  const [theirs, ours] = await Promise.all([askOracle(questions), askLibs(questions)]);
  return questions.map((_, index) => compare(theirs[index]!, ours[index]!));
}

/**
 * A question about each build that a user can ask of a Dockerfile: of its last stage, of those with a name, and of the
 * last one with a value for every ARG that has none, but for platforms, as not every text is one.
 */
export function questionsAbout(dockerfile: string): Question[] {
  const instructions = instructionsIn(dockerfile);
  const words = (cmd: string) =>
    instructions.filter(({ Cmd }) => Cmd === cmd).map(({ Value }) => Value ?? []);
  const targets = new Set(words('from').flatMap((value) => value.slice(2)));
  const bare = words('arg')
    .flat()
    .filter((argument) => !argument.includes('=') && !argument.endsWith('PLATFORM'));
  return [
    { dockerfile },
    ...[...targets].map((target) => ({ dockerfile, target })),
    ...(bare.length > 0
      ? [{ dockerfile, buildArgs: Object.fromEntries(bare.map((name) => [name, '1'])) }]
      : []),
  ];
}

/** None where the reader refuses it. */
function instructionsIn(dockerfile: string): { Cmd: string; Value: string[] | null }[] {
  try {
    return readDockerfile(dockerfile).input as { Cmd: string; Value: string[] | null }[];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function compare(theirs: Answer, ours: OwnAnswer): Disagreement[] {
  const isToldOf = ours.problems.length > 0;
  if ('error' in theirs)
    return isToldOf || hasUnknown(ours)
      ? []
      : [{ kind: 'refused', text: `BuildKit refuses it: ${theirs.error}` }];
  const keys = new Set([...Object.keys(theirs.labels), ...Object.keys(ours.labels)]);
  return [
    ...(isToldOf ? compareProblems(theirs, ours) : compareRefusals(theirs)),
    ...compareImages(theirs, ours),
    ...compareValue('the user', theirs.user, ours.user),
    ...[...keys].flatMap((key) => {
      const own = ours.labels[key];
      const mine = ours.hasUnknownLabel && own !== theirs.labels[key] ? null : own;
      return compareValue(`the label ${key}`, theirs.labels[key], mine);
    }),
  ];
}

type Build = Exclude<Answer, { error: string }>;

function compareProblems({ refused }: Build, { problems }: OwnAnswer): Disagreement[] {
  return refused.length > 0 ? [] : problems.map((problem) => ({ kind: 'unknown', text: problem }));
}

function compareRefusals({ refused }: Build): Disagreement[] {
  return refused.map(({ line, error }) => ({
    kind: 'refused',
    text: `BuildKit refuses the stage of line ${line}: ${error}`,
  }));
}

function hasUnknown({ user, labels, hasUnknownLabel }: OwnAnswer): boolean {
  return hasUnknownLabel || [user, ...Object.values(labels)].includes(null);
}

function compareValue(
  what: string,
  theirs: string | undefined,
  ours: string | null | undefined,
): Disagreement[] {
  if (theirs === ours) return [];
  const text = `${what} is ${show(theirs)} for BuildKit, ${show(ours)} here`;
  return [{ kind: ours === null ? 'unknown' : 'different', text }];
}

function show(value: string | null | undefined): string {
  return value === undefined ? 'not set' : value === null ? 'unknown' : JSON.stringify(value);
}

function compareImages(
  { images, refused }: Build,
  { images: own, stages, problems }: OwnAnswer,
): Disagreement[] {
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
  const added = [...ours].filter((image) => !theirs.has(image));
  return [
    ...missed.map((image) => `only BuildKit uses ${image}`),
    ...added.map((image) => `only policy-check has ${image}`),
  ].map((text) => ({ kind: 'different', text }));
}

function asText({ reference, line }: Use): string {
  return `${reference} in line ${line}`;
}
