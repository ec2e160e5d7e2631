import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readDockerfile } from '../../src/dockerfile.ts';
import type { Document } from '../../src/document.ts';
import { InputError } from '../../src/errors.ts';
import type { Path } from '../../src/finding.ts';
import { evaluate } from '../engines.ts';

const root = join(import.meta.dirname, '../..');

/** One build of a Dockerfile. */
export type Question = {
  dockerfile: string;
  /** The name of a stage; the last one unless given. */
  target?: string;
  buildArgs?: Record<string, string>;
  /** linux/amd64 unless given. */
  platform?: string;
};

/** A place where a stage names an image, spelled out; `line` is from 1. */
export type Use = { reference: string; line: number };

/** What a build comes to, or why it is refused. */
export type Answer =
  | { error: string }
  | {
      images: Use[];
      /** The stages that cannot be built, although the target can, by the line of their FROM. */
      refused: { line: number; error: string }[];
      user: string;
      labels: Record<string, string>;
      env: Record<string, string>;
    };

/** What BuildKit answers to each question; see oracle/main.go. */
export async function askOracle(questions: Question[]): Promise<Answer[]> {
  const running = promisify(execFile)(join(root, '.tools/oracle'), [], { maxBuffer: 1 << 30 });
  running.child.stdin!.end(questions.map((question) => JSON.stringify(question)).join('\n'));
  const lines = (await running).stdout.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** What we answer: null is what cannot be known, and `problems` tells the user so. */
export type OwnAnswer = {
  images: Use[];
  problems: string[];
  user: string | null;
  labels: Record<string, string | null>;
  /** Whether there are labels that are not among these, since their keys cannot be known. */
  hasUnknownLabel: boolean;
  /** The lines of the FROMs. */
  stages: number[];
};

/** What the libs answer to each question, in OPA, with the reader's lines. */
export async function askLibs(questions: Question[]): Promise<OwnAnswer[]> {
  const texts = [...new Set(questions.map(({ dockerfile }) => dockerfile))];
  const read = new Map(texts.map((text) => [text, readOrProblem(text)]));
  const inputs = texts.map((text) => {
    const document = read.get(text)!;
    return typeof document === 'string' ? [] : document.input;
  });
  const answers = (await evaluate(
    'data.oracle.answers',
    {
      inputs,
      questions: questions.map(({ dockerfile, ...settings }) => ({
        input: texts.indexOf(dockerfile),
        settings,
      })),
    },
    [join(root, 'test/oracle/libs.rego')],
  )) as LibsAnswer[];
  return questions.map(({ dockerfile }, index) => ownAnswer(read.get(dockerfile)!, answers[index]!));
}

/** What oracle/libs.rego gives. */
type LibsAnswer = Omit<OwnAnswer, 'images' | 'stages'> & {
  images: { reference: string; path: Path }[];
  stages: { at: number; base: { stage?: number } }[];
};

function readOrProblem(text: string): Document | string {
  try {
    return readDockerfile(text);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function ownAnswer(document: Document | string, answer: LibsAnswer): OwnAnswer {
  if (typeof document === 'string')
    return { ...answer, images: [], problems: [document], user: null, stages: [] };
  const lineOf = (index: number) => document.locate([index]).start.line;
  const input = document.input as { Cmd: string; Stage: number }[];
  const images = answer.images.flatMap(({ reference, path: [at] }) => {
    const { Cmd, Stage } = input[at as number]!;
    // BuildKit has a trigger in the place of the FROM that executes it, and in each of them.
    const places =
      Cmd === 'onbuild'
        ? answer.stages.filter(({ base }) => base.stage === Stage).map((stage) => stage.at)
        : [at as number];
    return places.map((place) => ({ reference, line: lineOf(place) }));
  });
  return { ...answer, images, stages: answer.stages.map(({ at }) => lineOf(at)) };
}
