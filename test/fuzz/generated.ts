import fc from 'fast-check';
import { dump } from 'js-yaml';
import { dockerfile, print } from '../arbitraries/dockerfiles.ts';
import { manifest } from '../arbitraries/manifests.ts';

/** How often something is repeated. */
const times = fc.oneof(fc.nat(50), fc.nat(500), fc.nat(2_000));

function repeated(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join('');
}

const dockerfileExcesses: ((count: number) => string)[] = [
  (count) => `FROM a AS s0\n${repeated(count, (n) => `FROM s${n} AS s${n + 1}\nUSER ${n}\n`)}`,
  (count) => repeated(count, (n) => `FROM a:${n}\nCOPY --from=${n - 1} /a /b\n`),
  (count) => `FROM a AS x\n${repeated(count, () => 'FROM x AS x\nRUN --mount=from=x,target=/a b\n')}`,
  (count) => `FROM a\nRUN ${'x'.repeat(count * 10)}\n`,
  (count) => `FROM ${'x'.repeat(count * 10)}\n`,
  (count) => `FROM a\nRUN a ${repeated(count, () => '\\\n && b')}\n`,
  (count) => `FROM a\nRUN ${repeated(count, (n) => `--mount=type=cache,target=/${n} `)} a\n`,
  (count) => `FROM a\nLABEL ${repeated(count, (n) => `l${n}="$A" `)}\n`,
  (count) => `FROM a\nRUN [${'"a",'.repeat(count)}"a"]\n`,
  (count) => `FROM a\n${repeated(count, (n) => `RUN <<E${n}\nUSER 0\nE${n}\n`)}`,
  (count) => `${repeated(count, () => '# policy-check ignore=pin-digest reason="x"\n')}FROM a\n`,
  (count) => repeated(count, (n) => `# policy-check ignore=no-latest-tag reason="x"\nFROM a:${n}\n`),
  (count) => `ARG A=x\nFROM \${A${':-${A'.repeat(count)}${'}'.repeat(count + 1)}\n`,
  (count) => `ARG A0=xxxxxxxxxx\n${repeated(count, (n) => `ARG A${n + 1}=$A${n}$A${n}\n`)}FROM $A${count}\n`,
  (count) =>
    `FROM a\n${repeated(count, (n) => `ENV A${n + 1}=$A${n} B=$B$A${n}\n`)}USER $B\nLABEL maintainer=$B\n`,
  (count) => `FROM a\n${repeated(count, () => 'ONBUILD COPY --from=a b c\n')}FROM a\n`,
  (count) => `FROM a\nUSER ${'${A#'.repeat(count)}`,
  (count) => `FROM a\nLABEL a=${`"'\\`.repeat(count)}\n`,
];

const manifestExcesses: ((count: number) => string)[] = [
  (count) => `a: ${'['.repeat(count)}${']'.repeat(count)}`,
  (count) => `a: ${'{a: '.repeat(count)}${'}'.repeat(count)}`,
  (count) => `a: ${'[{"a":'.repeat(count)}`,
  (count) => `a:\n  ${'- '.repeat(count)}a`,
  (count) => `a:\n${repeated(Math.min(count, 2_000), (n) => `${' '.repeat(n + 1)}a:\n`)}`,
  (count) => `${'? '.repeat(count)}a`,
  (count) => `a0: &a0 [x, x]\n${repeated(count, (n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`)}`,
  (count) =>
    `a0: &a0 {x: y}\n${repeated(count, (n) => `a${n + 1}: &a${n + 1} {<<: [*a${n}, *a${n}], b${n}: c}\n`)}`,
  () => 'a: &a [*a]',
  (count) => `a: &a {<<: *a}\nb: [${'*a, '.repeat(count)}]`,
  (count) => `a: ${'x'.repeat(count * 10)}`,
  (count) => `a: "${'\\u202e'.repeat(count)}"`,
  (count) => `a: |\n${repeated(count, () => '  x\n')}`,
  (count) => `a: ${repeated(count, () => 'x\n  ')}`,
  (count) => `spec:\n  containers:\n${repeated(count, (n) => `  - {name: c${n}, image: "a:latest"}\n`)}`,
  (count) =>
    `metadata: {annotations: {policy-check/ignore: "${repeated(count, (n) => `r${n},`)}"}}\nspec: {containers: [{image: a}]}`,
  (count) =>
    `items:\n${repeated(count, () => '- {apiVersion: v1, kind: Pod, spec: {containers: [{image: a}]}}\n')}`,
  (count) => repeated(count, () => '---\napiVersion: v1\nkind: Pod\nspec: {containers: [{image: a}]}\n'),
  (count) => repeated(count, () => '--- # x\n'),
  (count) => `a: ${'!!str '.repeat(count)}x`,
  (count) => repeated(count, (n) => `a${n % 7}: &a b\n`),
];

const style = fc.record({
  flowLevel: fc.integer({ min: -1, max: 4 }),
  indent: fc.integer({ min: 1, max: 8 }),
});

const kind = fc.constantFrom('Pod', 'List', 'Deployment', 'ConfigMap');

export const generatedDockerfile: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: dockerfile.map((each) => print(each)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...dockerfileExcesses), times)
      .map(([excess, count]) => excess(count)),
  },
);

export const generatedManifest: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.array(manifest, { minLength: 1, maxLength: 3 }), style)
      .map(([all, options]) => all.map((each) => dump(each, options)).join('---\n')),
  },
  { weight: 1, arbitrary: manifest.map((each) => JSON.stringify(each, null, 1)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(kind, fc.constantFrom(...manifestExcesses), times)
      .map(([kind, excess, count]) => `apiVersion: v1\nkind: ${kind}\n${excess(count)}\n`),
  },
);
