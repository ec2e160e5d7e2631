import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, project } from './project.ts';

/** What it is about, the containers of a pod, and what these become: as they are when that is left out. */
type Case = [what: string, before: string, after?: string];

async function expectFixed(
  rule: 'least-privilege' | 'non-root-user',
  file: string,
  before: string,
  after: string,
) {
  const others = [
    'pin-digest',
    'no-latest-tag',
    'no-docker-hub',
    'trusted-registry',
    'unresolved-image',
    'suppression',
  ];
  const off = [...others, rule === 'least-privilege' ? 'non-root-user' : 'least-privilege'];
  const cwd = project({
    [file]: before,
    'policy-check.yaml': `rules: {${off.map((id) => `${id}: off`).join(', ')}}`,
  });
  await cli(cwd, ['--fix', file]);
  expect(readFileSync(join(cwd, file), 'utf8')).toBe(after);
  const again = await cli(cwd, ['--fix', file]);
  expect(again.stderr).toMatch(/^policy-check: 0 of /);
}

const head = 'apiVersion: v1\nkind: Pod\nspec:\n';

// One field is enough to see where and how it is written; its finding needs nothing but an image.
const flags: Case[] = [
  [
    'a block',
    '  containers:\n    - name: app\n      image: a # the image\n',
    '  containers:\n    - name: app\n      image: a # the image\n      securityContext:\n        runAsNonRoot: true\n',
  ],
  [
    'a list at its key, four blanks to each level',
    '    containers:\n    - image: a\n      # goes on\n    restartPolicy: Never\n',
    '    containers:\n    - image: a\n      securityContext:\n          runAsNonRoot: true\n      # goes on\n    restartPolicy: Never\n',
  ],
  [
    'CRLF and no line end',
    '  containers:\r\n    - image: a\r\n      ports: []',
    '  containers:\r\n    - image: a\r\n      ports: []\r\n      securityContext:\r\n        runAsNonRoot: true',
  ],
  [
    'behind a list, a block scalar and an empty value',
    '  containers:\n  - args: [a,\n      b, # c\n    ]\n  - args:\n    - |\n      x\n\n  - image:\n  - env: # none\n',
    '  containers:\n  - args: [a,\n      b, # c\n    ]\n    securityContext:\n      runAsNonRoot: true\n  - args:\n    - |\n      x\n    securityContext:\n      runAsNonRoot: true\n\n  - image:\n    securityContext:\n      runAsNonRoot: true\n  - env: # none\n    securityContext:\n      runAsNonRoot: true\n',
  ],
  [
    'a context that is there',
    '  containers:\n  - securityContext:\n      readOnlyRootFilesystem: true # yes\n    image: a\n',
    '  containers:\n  - securityContext:\n      readOnlyRootFilesystem: true # yes\n      runAsNonRoot: true\n    image: a\n',
  ],
  [
    'contexts of nothing',
    '  containers:\n  - securityContext: # TODO\n    image: a\n  - securityContext: {}\n  - securityContext: null # none\n  - securityContext: ~\n  - securityContext: {runAsNonRoot: }\n  - securityContext:\n      runAsNonRoot:\n',
    '  containers:\n  - securityContext: # TODO\n      runAsNonRoot: true\n    image: a\n  - securityContext: {runAsNonRoot: true}\n  - securityContext: {runAsNonRoot: true} # none\n  - securityContext: {runAsNonRoot: true}\n  - securityContext: {runAsNonRoot: true }\n  - securityContext:\n      runAsNonRoot: true\n',
  ],
  [
    'brackets',
    '  containers: [{image: a}, { image: b, }, {"image": "c"}]\n',
    '  containers: [{image: a, securityContext: {runAsNonRoot: true}}, { image: b, securityContext: {runAsNonRoot: true}, }, {"image": "c", "securityContext": {"runAsNonRoot": true}}]\n',
  ],
  [
    'brackets on several lines',
    '  containers: [\n    {\n      image: a, # first\n      name: b\n    }\n  ]\n',
    '  containers: [\n    {\n      image: a, # first\n      name: b,\n      securityContext: {runAsNonRoot: true}\n    }\n  ]\n',
  ],
  [
    'an anchor that nothing refers to',
    '  containers:\n  - image: &a a\n    securityContext: &c\n      privileged: false\n',
    '  containers:\n  - image: &a a\n    securityContext: &c\n      privileged: false\n      runAsNonRoot: true\n',
  ],
  [
    'a merge that has no context',
    '  x: &x {image: a}\n  containers:\n  - <<: *x\n',
    '  x: &x {image: a}\n  containers:\n  - <<: *x\n    securityContext:\n      runAsNonRoot: true\n',
  ],
  ['a container that is an alias', '  initContainers:\n  - &a {image: a}\n  containers:\n  - *a\n'],
  ['a context that is an alias', '  x: &x {privileged: false}\n  containers:\n  - securityContext: *x\n'],
  [
    'a merged context',
    '  x: &x {securityContext: {privileged: false}}\n  containers:\n  - <<: *x\n    image: a\n',
  ],
  ['a tag', '  containers:\n  - securityContext: !!null\n    image: a\n'],
  ['a block scalar that keeps its line ends', '  containers:\n  - args:\n    - |+\n      x\n'],
  [
    'what somebody wrote',
    '  containers:\n  - securityContext: {runAsNonRoot: false}\n  - securityContext: {runAsUser: 0}\n',
  ],
];
test.each(flags)('%s', async (_, before, after = before) =>
  expectFixed('non-root-user', 'pod.yaml', head + before, head + after),
);

const privileges: Case[] = [
  [
    'nothing set',
    '  containers:\n  - image: a\n',
    '  containers:\n  - image: a\n    securityContext:\n      capabilities:\n        drop: [ALL]\n      allowPrivilegeEscalation: false\n      seccompProfile:\n        type: RuntimeDefault\n',
  ],
  [
    'capabilities to keep, and some dropped',
    '  containers:\n  - securityContext:\n      allowPrivilegeEscalation: false\n      seccompProfile: {type: Localhost, localhostProfile: x}\n      capabilities:\n        add: [NET_BIND_SERVICE]\n        drop:\n        - CHOWN # no\n        - KILL\n    image: a\n',
    '  containers:\n  - securityContext:\n      allowPrivilegeEscalation: false\n      seccompProfile: {type: Localhost, localhostProfile: x}\n      capabilities:\n        add: [NET_BIND_SERVICE]\n        drop:\n        - CHOWN # no\n        - KILL\n        - ALL\n    image: a\n',
  ],
  [
    'lists in brackets',
    '  securityContext: {seccompProfile: {type: RuntimeDefault}}\n  containers:\n  - securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: []}}\n  - securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [\n      KILL,\n    ]}}\n  - securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ["KILL"]}}\n',
    '  securityContext: {seccompProfile: {type: RuntimeDefault}}\n  containers:\n  - securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}\n  - securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [\n      KILL,\n      ALL,\n    ]}}\n  - securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: ["KILL", "ALL"]}}\n',
  ],
  [
    'what somebody wrote',
    '  hostPID: true\n  containers:\n  - image: a\n    securityContext:\n      allowPrivilegeEscalation: true\n      seccompProfile: {type: Unconfined}\n      capabilities: {drop: [ALL], add: [SYS_TIME]}\n  - image: b\n    securityContext: {privileged: true}\n',
  ],
];
test.each(privileges)('%s', async (_, before, after = before) =>
  expectFixed('least-privilege', 'pod.yaml', head + before, head + after),
);

test('documents and lists', async () => {
  const item = (end: string) => `kind: Pod\napiVersion: v1\nspec: {containers: [{image: a${end}}]}`;
  const list = (end: string) =>
    `- ${item(end).replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: List, items: [{kind: Pod, apiVersion: v1, spec: {containers: [{image: b${end}}]}}]}`;
  const text = (end: string) => `\ufeff# one\n${item(end)}\n---\n${list(end)}\n--- # three\n${item(end)}`;
  await expectFixed('non-root-user', 'x.yaml', text(''), text(', securityContext: {runAsNonRoot: true}'));
});

test('JSON on many lines, and on one', async () => {
  const before = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ image: 'a', command: ['b'] }] } };
  const container = { ...before.spec.containers[0], securityContext: { runAsNonRoot: true } };
  const after = { ...before, spec: { containers: [container] } };
  for (const step of [2, '\t']) {
    const [left, right] = [before, after].map((value) => JSON.stringify(value, null, step));
    await expectFixed('non-root-user', 'x.json', left!, right!);
  }
  await expectFixed(
    'non-root-user',
    'y.json',
    JSON.stringify(before),
    JSON.stringify(after).replace(
      ',"securityContext":{"runAsNonRoot":true}',
      ', "securityContext": {"runAsNonRoot": true}',
    ),
  );
});
