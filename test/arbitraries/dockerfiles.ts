import fc from 'fast-check';
import { print as printReference, reference } from './references.ts';
import type { Reference } from './references.ts';

/** A Dockerfile by its parts. Names of stages are unique; a stage uses only those before it. */
export type Dockerfile = { stages: Stage[] };

export type Stage = { name: string; base: Source & { byArgument: boolean }; steps: Step[] };

/** An image, or a stage by its name in lower case. */
type Source = { image: Reference } | { stage: string };

/** An instruction that takes files from somewhere, or any other text. */
type Step = { from: Source; by: 'copy' | 'mount' | 'quoted mount'; upper: boolean } | { text: string };

const stageName = fc
  .string({ unit: fc.constantFrom(...'abcxyz019-_.'), maxLength: 8 })
  .map((rest) => `s${rest}`);

/** Instructions of which most rules have something to say, in all the shapes that they can have. */
const text = fc.constantFrom(
  'USER 1000',
  'USER root',
  'USER app:app',
  'USER ${U}',
  'ARG U=0',
  'ENV U=1000',
  'ENV U 0',
  'LABEL maintainer="team@example.com"',
  'LABEL maintainer=""',
  'LABEL a=b "org.opencontainers.image.authors"=\'x y\'',
  'MAINTAINER somebody',
  'RUN apt-get update && apt-get install -y gcc curl',
  'RUN a \\\n  && b \\\n# a comment\n  && c',
  'RUN ["make", "install"]',
  'RUN <<EOF\nUSER root\nmake\nEOF',
  'RUN --security=insecure make',
  'COPY . /app',
  'COPY <<A <<-B /x/\nFROM nginx\nA\n\tUSER root\n\tB',
  'COPY --chown=1:1 ["a", "b"]',
  'ADD https://example.com/a /a',
  'ONBUILD USER 0',
  'ONBUILD LABEL maintainer=me',
  'SHELL ["bash", "-c"]',
  'WORKDIR /app',
  'HEALTHCHECK --interval=5s CMD x',
  'ENTRYPOINT ["/app"]',
  '# FROM nginx',
  '',
);

/** What a stage that stands behind stages of these names may use. */
function source(earlier: string[]): fc.Arbitrary<Source> {
  const image = reference.map((each) => ({ image: each }));
  if (earlier.length === 0) return image;
  return fc.oneof(
    image,
    fc.constantFrom(...earlier).map((stage) => ({ stage })),
  );
}

function stage(name: string, earlier: string[]): fc.Arbitrary<Stage> {
  const base = fc.tuple(source(earlier), fc.boolean()).map(([each, byArgument]) => ({ ...each, byArgument }));
  const transfer = fc.record({
    from: source(earlier),
    by: fc.constantFrom('copy', 'mount', 'quoted mount'),
    upper: fc.boolean(),
  });
  const steps = fc.array(
    fc.oneof<fc.Arbitrary<Step>[]>(
      transfer,
      text.map((each) => ({ text: each })),
    ),
    {
      maxLength: 6,
    },
  );
  return fc.record({ name: fc.constant(name), base, steps });
}

/** Dockerfiles that BuildKit takes. */
export const dockerfile: fc.Arbitrary<Dockerfile> = stages(stageName);

/** The same with other names, so that stages of both can stand in one file. */
export const otherDockerfile: fc.Arbitrary<Dockerfile> = stages(stageName.map((name) => `other-${name}`));

function stages(name: fc.Arbitrary<string>): fc.Arbitrary<Dockerfile> {
  return fc
    .uniqueArray(name, { minLength: 1, maxLength: 5 })
    .chain((names) => fc.tuple(...names.map((each, index) => stage(each, names.slice(0, index)))))
    .map((all) => ({ stages: all }));
}

/** The text; `change` is applied to every reference in it. */
export function print({ stages }: Dockerfile, change = (each: Reference) => each): string {
  const shown = (from: Source) => ('image' in from ? printReference(change(from.image)) : from.stage);
  const header = stages.flatMap(({ base, name }) =>
    base.byArgument ? [`ARG ${variable(name)}=${shown(base)}`] : [],
  );
  const body = stages.flatMap(({ name, base, steps }, index) => {
    const from = base.byArgument ? `\${${variable(name)}}` : shown(base);
    // Every other name in upper case: a stage has no case where it is defined.
    const as = index % 2 === 0 ? name : name.toUpperCase();
    return [`FROM ${from} AS ${as}`, ...steps.map((step) => printStep(step, shown))];
  });
  return `${[...header, ...body].join('\n')}\n`;
}

function variable(name: string): string {
  return `BASE_${name.replaceAll(/[^a-z0-9]/g, (character) => `_${character.charCodeAt(0)}_`)}`;
}

function printStep(step: Step, shown: (from: Source) => string): string {
  if ('text' in step) return step.text;
  const { from, by, upper } = step;
  const named = upper && 'stage' in from ? from.stage.toUpperCase() : shown(from);
  switch (by) {
    case 'copy':
      return `COPY --from=${named} /a /b`;
    case 'mount':
      return `RUN --mount=type=bind,from=${named},target=/x make`;
    case 'quoted mount':
      return `RUN --mount="type=cache","From=${named}",target=/x make`;
  }
}

/** The names of the stages that a stage uses, as its base and in its steps. */
export function usedBy({ base, steps }: Stage): string[] {
  const sources = [base, ...steps.flatMap((step) => ('from' in step ? [step.from] : []))];
  return sources.flatMap((each) => ('stage' in each ? [each.stage] : []));
}
