import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerfile, otherDockerfile, print, usedBy } from './arbitraries/dockerfiles.ts';
import type { Dockerfile } from './arbitraries/dockerfiles.ts';
import { pinned } from './arbitraries/references.ts';
import type { Reference } from './arbitraries/references.ts';
import { briefly, judge } from './judge.ts';
import { runs } from './runs.ts';

/** The rules that look at every image that a Dockerfile uses. */
const aboutUses = [
  'base-image-arg',
  'no-docker-hub',
  'no-latest-tag',
  'pin-digest',
  'trusted-registry',
  'unresolved-image',
];

const settings = { parameters: { 'trusted-registry': { registries: ['r.example.com'] } } };

test('the name of a stage is no image', () => {
  const trusted = ({ path }: Reference) => pinned({ host: 'r.example.com', path, tag: '', digest: '' });
  fc.assert(
    fc.property(dockerfile, (each) => {
      const found = judge('Dockerfile', print(each, trusted), settings);
      const uses = found.filter(({ rule }) => aboutUses.includes(rule));
      // What is said of a base that is an image, and stands in its FROM.
      const expected = each.stages.flatMap(({ base }) =>
        'image' in base && !base.byArgument ? ['base-image-arg'] : [],
      );
      expect(uses.map(({ rule }) => rule)).toEqual(expected);
    }),
    { seed: 1, numRuns: runs(200) },
  );
});

test('the name of a stage means nothing before the stage', () => {
  const name = fc
    .stringMatching(/^[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?$/)
    .filter((each) => each !== 'scratch');
  const use = fc.constantFrom<(name: string) => [from: string, ...step: string[]]>(
    (each) => [each],
    (each) => ['scratch', `COPY --from=${each} /a /b`],
    (each) => ['scratch', `COPY --from=${each.toUpperCase()} /a /b`],
    (each) => ['scratch', `RUN --mount=from=${each},target=/x make`],
  );
  fc.assert(
    fc.property(name, use, fc.option(fc.nat(3)), (name, use, distance) => {
      const [from, ...step] = use(name);
      // Used in the stage itself, or so many stages before it.
      const itself = distance === null;
      const later = itself
        ? []
        : [...Array(distance).fill('FROM scratch AS other'), `FROM scratch AS ${name}`];
      const text = [`FROM ${from}${itself ? ` AS ${name}` : ''}`, ...step, ...later, ''].join('\n');
      const rule = step.length === 0 ? 'pin-digest' : 'unresolved-image';
      const found = judge('Dockerfile', text).filter((each) =>
        ['pin-digest', 'unresolved-image'].includes(each.rule),
      );
      expect(found.map(({ rule, path }) => [rule, path[0]])).toEqual([[rule, step.length]]);
    }),
    { seed: 2, numRuns: runs(200) },
  );
});

test('with digests everywhere pin-digest is silent, and nothing is said that was not said before', () => {
  fc.assert(
    fc.property(dockerfile, (each) => {
      const before = judge('Dockerfile', print(each), settings);
      const after = judge('Dockerfile', print(each, pinned), settings);
      expect(after.filter(({ rule }) => rule === 'pin-digest')).toEqual([]);
      const known = briefly(before, 'rule', 'path');
      expect(briefly(after, 'rule', 'path').filter((one) => !known.includes(one))).toEqual([]);
    }),
    { seed: 3, numRuns: runs(300) },
  );
});

test('builders, however many and in whatever order, change nothing about the final image', () => {
  const aboutTheImage = (each: Dockerfile) =>
    briefly(
      judge('Dockerfile', print(each)).filter(
        ({ rule }) => ![...aboutUses, 'least-privilege'].includes(rule),
      ),
      'rule',
      'message',
      'token',
      'text',
    );
  fc.assert(
    fc.property(
      dockerfile,
      otherDockerfile,
      fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
      (one, other, keys) => {
        const final = one.stages.at(-1)!;
        const builders = [...one.stages.slice(0, -1), ...other.stages];
        const mixed = builders
          .map((stage, index) => [keys[index]!, stage] as const)
          .sort(([a], [b]) => a - b);
        const stages = [...inOrderOfUse(mixed.map(([, stage]) => stage)), final];
        expect(aboutTheImage({ stages })).toEqual(aboutTheImage(one));
      },
    ),
    { seed: 4, numRuns: runs(300) },
  );
});

test('the line ends of Windows change nothing', () => {
  fc.assert(
    fc.property(dockerfile, (each) => {
      const text = print(each);
      const said = (one: string) =>
        briefly(judge('Dockerfile', one), 'rule', 'message', 'token', 'path', 'subject');
      expect(said(text.replaceAll('\n', '\r\n'))).toEqual(said(text));
    }),
    { seed: 5, numRuns: runs(300) },
  );
});

/** The stages in this order, but for those that have to wait for what they use. */
function inOrderOfUse(stages: Dockerfile['stages']): Dockerfile['stages'] {
  const placed: Dockerfile['stages'] = [];
  while (placed.length < stages.length) {
    const ready = (name: string) => placed.some((each) => each.name === name);
    placed.push(stages.find((each) => !placed.includes(each) && usedBy(each).every(ready))!);
  }
  return placed;
}
