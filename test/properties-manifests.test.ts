import fc from 'fast-check';
import { dump } from 'js-yaml';
import { expect, test } from 'vitest';
import { check } from '../src/index.ts';
import { dockerfile, print } from './arbitraries/dockerfiles.ts';
import { manifest, podSpec, wrappings } from './arbitraries/manifests.ts';
import { briefly, judge } from './judge.ts';
import { project } from './project.ts';
import { runs } from './runs.ts';

const everything = ['rule', 'message', 'token', 'path', 'subject'] as const;

test.each(Object.keys(wrappings))('a %s is judged by the pod in it', (kind) => {
  const { path, wrap } = wrappings[kind]!;
  fc.assert(
    fc.property(podSpec, (spec) => {
      const inPod = judge('pod.json', JSON.stringify(wrappings['Pod']!.wrap(spec)));
      const wrapped = judge('pod.json', JSON.stringify(wrap(spec)));
      // All of them point into the pod, and call the object by its kind.
      for (const each of wrapped) {
        expect(each.path.splice(0, path.length, 'spec')).toEqual(path);
        each.subject = each.subject.replace(/^\w+/, 'Pod');
      }
      expect(briefly(wrapped, ...everything)).toEqual(briefly(inPod, ...everything));
    }),
    { seed: 1, numRuns: runs(100) },
  );
});

test('the order of keys means nothing', () => {
  fc.assert(
    fc.property(manifest, fc.infiniteStream(fc.nat()), (object, keys) => {
      const shuffled = JSON.stringify(object, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(
              Object.entries(value)
                .map((entry) => [keys.next().value!, entry] as const)
                .sort(([a], [b]) => a - b)
                .map(([, entry]) => entry),
            )
          : value,
      );
      expect(briefly(judge('a.json', shuffled), ...everything)).toEqual(
        briefly(judge('a.json', JSON.stringify(object)), ...everything),
      );
    }),
    { seed: 2, numRuns: runs(200) },
  );
});

test('JSON, YAML and YAML with the line ends of Windows say the same', () => {
  fc.assert(
    fc.property(fc.array(manifest, { minLength: 1, maxLength: 3 }), (objects) => {
      const yaml = objects.map((object) => dump(object)).join('---\n');
      const said = objects.flatMap((object) => judge('a.json', JSON.stringify(object)));
      for (const text of [yaml, yaml.replaceAll('\n', '\r\n')]) {
        expect(briefly(judge('a.yaml', text), ...everything)).toEqual(briefly(said, ...everything));
      }
    }),
    { seed: 3, numRuns: runs(200) },
  );
});

test('the order of files means nothing, and what else is checked neither', async () => {
  const texts = fc.oneof(
    dockerfile.map((each) => ({ name: 'Dockerfile', text: print(each) })),
    manifest.map((each) => ({ name: 'a.yaml', text: dump(each) })),
    fc.constant({ name: 'Dockerfile', text: 'FROM' }),
  );
  const files = fc.array(texts, { minLength: 2, maxLength: 6 });
  const shuffled = files.chain((all) => {
    const paths = all.map(({ name }, index) => `${index}/${name}`);
    return fc.tuple(fc.constant(all), fc.shuffledSubarray(paths, { minLength: all.length }));
  });
  await fc.assert(
    fc.asyncProperty(shuffled, async ([all, paths]) => {
      const cwd = project(Object.fromEntries(all.map(({ name, text }, index) => [`${index}/${name}`, text])));
      const together = await check({ paths, cwd });
      const alone = await Promise.all(paths.toSorted().map((path) => check({ paths: [path], cwd })));
      expect(together.findings).toEqual(alone.flatMap(({ findings }) => findings));
      expect(together.failures).toEqual(alone.flatMap(({ failures }) => failures));
    }),
    { seed: 4, numRuns: runs(50) },
  );
});
