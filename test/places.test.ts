import { expect, test } from 'vitest';
import { checked, project } from './project.ts';

/**
 * A rule, a file whose places are marked with « and », what differs in the configuration. The program is asked about the file
 * without the marks; these are all places of the rule.
 */
type Marked = [rule: string, marked: string, parameters?: object];

const dockerfiles: Marked[] = [
  // Parts of references.
  ['no-latest-tag', 'FROM nginx:«latest»'],
  ['no-latest-tag', 'FROM latest/latest:«latest»'],
  ['no-latest-tag', 'FROM --platform=linux/amd64 «nginx» AS nginx'],
  ['no-latest-tag', 'ARG R=a.io\nFROM ${R}/nginx:«latest»'],
  ['no-latest-tag', 'ARG T=latest\nFROM «nginx:${T}»'],
  ['no-latest-tag', 'ARG B=nginx\nFROM \\\n  # a comment\n  «"$B"»'],
  ['no-latest-tag', 'FROM scratch\nCOPY --from=«a» a b'],
  ['no-latest-tag', 'FROM scratch\nCOPY --chown=latest --from=latest:«latest» latest /'],
  ['no-latest-tag', 'FROM scratch\nRUN --mount=type=bind,target=/a,from=«a» true'],
  ['no-latest-tag', 'FROM scratch\nRUN --mount="type=bind,from=from:«latest»" true'],
  ['no-docker-hub', 'FROM «docker.io»/docker.io/a\nCOPY --from=«a» a b'],
  ['trusted-registry', 'FROM «quay.io»/a/quay.io:1', { registries: ['a.io'] }],
  ['unresolved-image', 'FROM «debian:$TAG»\nCOPY --from=«$FROM» from /'],

  // Packages, and commands.
  ['no-build-tools', 'FROM debian\nRUN apt-get install \\\n      curl \\\n      «gcc»=4:12 # gcc'],
  ['no-build-tools', 'FROM debian\nRUN echo gcc make; apt-get install -y cmake-data «make» "«gcc»"'],
  [
    'no-build-tools',
    'FROM debian\nRUN apt-get purge gcc && apt-get install «gcc» && sudo apt install «gcc»:arm64',
  ],
  ['no-build-tools', 'FROM debian\nRUN sh -c \'echo gcc; apt-get install "«gcc»"\''],
  ['no-build-tools', 'FROM debian\nRUN sh -c "echo \\"gcc\\"; apt-get install \\"«gcc»\\""'],
  ['no-build-tools', 'FROM debian\nRUN ["apt-get", "install", "gcc-12-base", "«gcc»=4:12"]'],
  ['no-build-tools', 'FROM debian\nRUN ["sh", "-c", "echo gcc\\n\\tapt-get install «gcc»"]'],
  ['no-build-tools', 'FROM debian\nRUN deps="curl «gcc»" && echo gcc && apt-get install $deps'],
  ['no-build-tools', 'FROM debian\nRUN for p in curl «gcc»; do echo gcc; apt-get install $p; done'],
  ['no-build-tools', 'FROM debian\nENV DEPS="gcc curl"\nRUN echo gcc && apt-get install «$DEPS»'],
  ['no-build-tools', 'FROM debian\nRUN <<EOF\necho gcc\n# gcc\napt-get install «gcc»\nEOF'],
  ['no-build-tools', 'FROM debian\nRUN bash <<EOF && apt-get install gcc-12-base «gcc»\necho gcc\nEOF'],
  ['no-package-cache', 'FROM debian\nRUN pip install a && rm -rf /root/.cache/pip && pip «install» b'],
  ['no-source-code', 'FROM debian\nRUN cd a && git clone -b a «a» b'],
  ['no-source-code', 'FROM debian\nCOPY a.b «.» /b'],
  ['multi-stage-build', 'FROM debian\nRUN echo go build && «go build» .'],
  ['multi-stage-build', 'FROM debian\nRUN «go» \\\n  build .'],

  // Users, labels, flags.
  ['non-root-user', 'FROM debian\nUSER «root:root»'],
  ['required-labels', 'FROM debian\nLABEL a=b \\\n  maintainer=«""»'],
  ['least-privilege', 'FROM debian\nRUN --security=«insecure» insecure'],

  // What is absent: the base of the final stage.
  ['non-root-user', 'FROM debian AS a\nFROM --platform=$BUILDPLATFORM «a» AS b'],
  ['required-labels', 'FROM debian AS a\nUSER 1\nFROM \\\n  «a»'],

  // Ignores.
  ['suppression', '# policy-check ignore=no-docker-hub,«no-docker» reason="no-docker-hub"\nFROM a'],
  ['suppression', '# policy-check ignore=pin-digest reason="2020-01-01" until=«2020-01-01»\nFROM a'],
];

/** A Deployment whose pod's containers, in flow style or block style below six spaces, these are. */
const deployment = (containers: string, more = '') =>
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n' +
  `      containers:${containers}\n${more}`;

const manifests: Marked[] = [
  // The forms of a value.
  ['no-latest-tag', deployment('\n      - image: a.io/latest:«latest» # latest')],
  ['no-latest-tag', deployment(" [{image: 'a.io/latest:«latest»'}]")],
  ['no-latest-tag', deployment(' [{image: «a.io/app», name: a.io/app}]')],
  ['no-latest-tag', deployment('\n      - image: "a.io\\x2flatest:«latest»"')],
  ['no-latest-tag', deployment('\n      - {"image": "a.io\\/app:«l\\u0061test»"}')],
  ['no-latest-tag', deployment('\n      - image: >-\n          a.io/latest:«latest»')],
  ['no-latest-tag', deployment('\n      - image: |-\n          a.io/latest:«latest»')],
  ['no-latest-tag', deployment('\n      - image:\n          !!str a.io/latest:«latest»')],
  ['no-latest-tag', deployment('\n      - image: &i a.io/latest:«latest»')],
  ['no-latest-tag', deployment('\n      - ? image\n        : a.io/app:«latest»')],
  ['no-latest-tag', deployment('\n      - image: a.io/app:1\n        image: a.io/app:«latest»')],
  // An alias is where it is used; merged keys, and what is within an anchor, are where they are written.
  ['no-latest-tag', `x: &i a.io/app:latest\n${deployment('\n      - image: «*i»')}`],
  [
    'no-latest-tag',
    `x: &c {image: a.io/app:«latest»}\n${deployment('\n      - <<: *c\n        name: latest')}`,
  ],
  [
    'no-latest-tag',
    `x: &c {image: a.io/app:latest}\n${deployment('\n      - <<: *c\n        image: «a.io/app»')}`,
  ],
  [
    'no-latest-tag',
    deployment('\n      - image: a.io/a:1', '---\n' + deployment(' [{image: a.io/b:«latest»}]')),
  ],
  ['no-docker-hub', deployment(' [{image: «docker.io»/docker.io/app}]')],

  // Other values, and what is absent: the name of the container.
  ['non-root-user', deployment('\n      - name: app\n        securityContext: {runAsUser: «0»}')],
  ['non-root-user', deployment('\n      - image: a\n        name: «"app"»')],
  ['non-root-user', deployment('\n      - «image»: a')],
  [
    'non-root-user',
    deployment(' [{name: a, image: b}]', '      securityContext:\n        runAsNonRoot: «off» # off\n'),
  ],
  [
    'required-labels',
    deployment(' []').replace('  name: web', '  name: web\n  labels:\n    team: «Sales»'),
    { labels: [], workload_labels: [{ key: 'team', pattern: '^[a-z]+$' }] },
  ],
  [
    'required-labels',
    deployment(' []').replace('web', '«web»'),
    { labels: [], workload_labels: [{ key: 'team' }] },
  ],
];

test.each(dockerfiles)('of %s in the Dockerfile %j', async (rule, marked, parameters) => {
  await expectMarks('Dockerfile', rule, `${marked}\n`, parameters);
});

test.each(manifests)('of %s in the manifest %j', async (rule, marked, parameters) => {
  await expectMarks('manifest.yaml', rule, marked, parameters);
});

async function expectMarks(name: string, rule: string, marked: string, parameters?: object): Promise<void> {
  const text = marked.replaceAll(/[«»]/g, '');
  const lines = text.split('\n');
  const offset = ({ line, column }: { line: number; column: number }) =>
    lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1;
  const folder = project({
    [name]: text,
    'policy-check.yaml': JSON.stringify({
      rules: { [rule]: { severity: 'error', ...(parameters && { parameters }) } },
    }),
  });

  const { findings, failures } = await checked(folder, [name]);

  expect(failures).toEqual([]);
  // From the last to the first, so that the offsets hold. What is said twice of one place is marked once.
  const spans = findings
    .filter((each) => each.rule === rule)
    .map(({ range: { start, end } }) => [offset(start), offset(end)] as const)
    .sort(([a], [b]) => b - a)
    .filter(([start], index, all) => start !== all[index - 1]?.[0]);
  const shown = spans.reduce(
    (rest, [start, end]) => `${rest.slice(0, start)}«${rest.slice(start, end)}»${rest.slice(end)}`,
    text,
  );
  expect(shown).toBe(marked);
}
