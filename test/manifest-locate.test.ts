import { expect, test } from 'vitest';
import type { Path, Position } from '../src/finding.ts';
import { readManifest } from '../src/manifest.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  labels: {}
  name: web
spec:
  containers:
    - image: nginx:1.27
      name: app
      securityContext: {privileged: true}
    - command: [sh]
      name: 'side car'
      args:
        - x
  volumes: [ # none
  ]
`;
const container = ['spec', 'containers', 0];

/** Paths in the Pod, tokens in what they lead to, and the text where it is shown. */
test.each<[path: Path, token: string | undefined, shown: string]>([
  [[...container, 'image'], undefined, 'nginx:1.27'],
  [[...container, 'image'], 'nginx', 'nginx'],
  [[...container, 'image'], '1.27', '1.27'],
  [[...container, 'image'], 'absent', 'nginx:1.27'],
  [[...container, 'image'], '', 'nginx:1.27'],
  [[...container, 'securityContext', 'privileged'], undefined, 'true'],
  // A mapping is shown at its name, or else its first key.
  [container, undefined, 'app'],
  [['spec', 'containers', 1], undefined, "'side car'"],
  [[...container, 'securityContext'], undefined, 'privileged'],
  [['spec'], undefined, 'containers'],
  [['metadata'], undefined, 'web'],
  [[], undefined, 'web'],
  // What is not there is shown as what is around it.
  [[...container, 'imagePullPolicy'], undefined, 'app'],
  [[...container, 'securityContext', 'capabilities', 'drop', 0], 'ALL', 'privileged'],
  [['spec', 'securityContext', 'runAsUser'], undefined, 'containers'],
  [[...container, 'image', 'x'], undefined, 'nginx:1.27'],
  [['spec', 'containers', 7, 'image'], undefined, 'containers'],
  [['status'], undefined, 'web'],
  // A list is shown at its key; empty ones are shown whole.
  [['spec', 'containers'], undefined, 'containers'],
  [['spec', 'containers', 1, 'args'], undefined, 'args'],
  [['metadata', 'labels'], undefined, '{}'],
  [['spec', 'volumes'], undefined, '[ # none\n  ]'],
])('in the Pod, %j with the token %j', (path, token, shown) => {
  expect(shownIn(pod, path, token)).toBe(shown);
});

/** Texts in which the place is between « and », what leads there, and a token. */
test.each<[marked: string, path: Path, token?: string, occurrence?: number]>([
  // A value in each of its forms.
  ['a: &x !!str «b c» # d\n', ['a']],
  ["a: «'b''c'»\n", ['a']],
  ['{a: [1, «"b"», 2]}', ['a', 1]],
  ['? a\n: «b»\n', ['a']],
  ['a: «b\n  c»\n', ['a']],
  ['a: |-\n    «b\n     c»\n\nd: e\n', ['a']],
  ['- - «a»\n  - b\n', [0]],
  ['«a»:\nb: 1\n', ['a']],
  ['«a»: |\n\nb: 1\n', ['a']],
  ['«»- -\n', [0]],
  ["a: b\na: «c»\n'a ': d\n", ['a']],
  ['1: a\ny: «b»\n', ['true']],
  ['"\\u0061": «b»\n', ['a']],
  ['__proto__: {a: «b»}\n', ['__proto__', 'a']],
  ['a: [2001:db8:0:, «2001:db8::»]', ['a', 1]],
  // Aliases stand where they are, merged values where they are written.
  ['a: &a {name: b}\nc: [«*a»]\n', ['c', 0]],
  ['a: &a {name: b}\nc: [«*a»]\n', ['c', 0, 'image']],
  ['a: &a {name: «b»}\nc: [*a]\n', ['c', 0, 'name']],
  ['a: &a b\nc: «*a»\n', ['c'], 'b'],
  ['a: &a b\nc: {name: «*a»}\n', ['c']],
  ['a: &a {x: «1»}\nb:\n  <<: *a\n  y: 2\n', ['b', 'x']],
  ['a: &a {x: 1}\nb:\n  <<: *a\n  x: «2»\n', ['b', 'x']],
  ['a: &a {x: «1»}\nb:\n  x: 2\n  <<: *a\n', ['b', 'x']],
  ['a:\n  <<: [{x: «1»}, {x: 2}]\n', ['a', 'x']],
  ['a:\n  «<<»: {x: 1}\n', ['a']],
  // Objects of a list, and only they, are shown at the name in their metadata.
  ['kind: List\nitems:\n- metadata: {name: a}\n- kind: b\n  metadata: {name: «c»}\n', ['items', 1]],
  ['template: {«metadata»: {name: a}}\n', ['template']],
  // Tokens, the first of which counts, or one behind others.
  ['a: x «b» b\n', ['a'], 'b'],
  ['a: x b «b»\n', ['a'], 'b', 1],
  ['a: x b «b»\n', ['a'], 'b', 7],
  ['a: aa«aa»\n', ['a'], 'aa', 1],
  ['a: "b\\tb\\x62«\\u0062»"\n', ['a'], 'b', 3],
  ["a: 'b''b\n  «b»'\n", ['a'], 'b', 2],
  ['a: >-\n  b\n  b «b»\n', ['a'], 'b', 2],
  ['a: "\\ta«b\\x41\\"»c"\n', ['a'], 'bA"'],
  ['a: "«\\U0001F600»!"\n', ['a'], '😀'],
  ['a: "«\\ud83d\\ude00»!"\n', ['a'], '😀'],
  ["a: '''«b''c»'''\n", ['a'], "b'c"],
  ['a: "x\n   «y»"\n', ['a'], 'y'],
  ['a: "x \\\n   «y»"\n', ['a'], 'y'],
  ['a: "w «x\n\n  y»"\n', ['a'], 'x\ny'],
  ['a: x\n  y «z»\n', ['a'], 'z'],
  ['a: x«\n  »y\n', ['a'], ' '],
  ['a: |\n    x\n      apt «curl»\n', ['a'], 'curl'],
  ['a: >2\n    x\n  y\n  «z»\n', ['a'], 'z'],
  ['a: |\n  «x\n  y»\n', ['a'], 'x\ny'],
  ['a: |+\n  x«\n\n»', ['a'], '\n\n'],
  ['a: [\n"«b» # c",\n]\n', ['a', 0], 'b'],
  ['a: 😀 «😀x»\n', ['a'], '😀x'],
  // Lines and columns.
  ['\ufeffa: «b»\n', ['a']],
  ['\ufeffb: 1\na: «b»\n', ['a']],
  ['a:\t«b»\n', ['a']],
  ['a: 1\r\n---\r\nb: 1\r\na: «x»\r\n', ['a']],
  ['a: |\r\n  x\r\n  «y»\r\n', ['a'], 'y'],
  ['a: 1\n--- # c\na: «2»\n', ['a']],
  ['# a\n---\n# b\n---\na: «2»\n', ['a']],
  ['%YAML 1.1\n---\na: «b»\n', ['a']],
  ['- a: 1\n- a: [«2»]\n', ['a', 0]],
  ['- {metadata: {name: a}}\n- metadata: {name: «b»}\n', []],
  ['a: 1\n---\n«»# nothing\n', ['a', 0], 'x'],
])('in %j, %j with the token %j', (marked, path, token, occurrence) => {
  const [before, inside] = marked.split(/[«»]/) as [string, string];
  const { locate } = readManifest(marked.replaceAll(/[«»]/g, '')).at(-1)!;
  expect(locate(path, token, occurrence)).toEqual({ start: endOf(before), end: endOf(before + inside) });
});

test('in JSON', () => {
  const text = '[1,\n {"a\u007f": "x\\/y\u2028", "b": {}, "b": {"c": "z"}, "d": "\\ud800!"}]';
  const { locate } = readManifest(text, 'json')[1]!;
  expect(locate(['a\u007f'], '/y')).toEqual({ start: { line: 2, column: 11 }, end: { line: 2, column: 14 } });
  expect(locate(['d'], '!')).toEqual({ start: { line: 2, column: 56 }, end: { line: 2, column: 57 } });
  expect(locate(['b', 'c'])).toEqual({ start: { line: 2, column: 38 }, end: { line: 2, column: 41 } });
});

/** The place right behind a text; a byte order mark takes no column. */
function endOf(text: string): Position {
  const lines = text.replace('\ufeff', '').split(/\r\n|\n/);
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

function shownIn(text: string, path: Path, token?: string): string {
  const { start, end } = readManifest(text)[0]!.locate(path, token);
  const offset = ({ line, column }: Position) =>
    text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length +
    (line > 1 ? 1 : 0) +
    column -
    1;
  return text.slice(offset(start), offset(end));
}
