import { chmodSync, linkSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import { rules as catalogue } from '../src/catalogue.ts';
import { checked, cli, project } from './project.ts';

/** What it is about, a file, what it becomes (as it is, when that is left out), and parameters of rules. */
type Case = [what: string, before: string, after?: string | undefined, parameters?: Record<string, object>];

const mirror = { 'no-docker-hub': { mirror: 'registry.example.com/hub' } };

/** All rules but some are off, so that a case is about these. */
function configuration(on: string[], parameters: Record<string, object> = {}): string {
  const rules = catalogue.map(({ id }) => [
    id,
    { severity: on.includes(id) ? 'error' : 'off', ...(parameters[id] && { parameters: parameters[id] }) },
  ]);
  return JSON.stringify({ rules: Object.fromEntries(rules) });
}

/** Fixes a file, expects the text, and that a second time changes nothing. */
async function expectFixed(file: string, on: string[], [, before, after = before, parameters]: Case) {
  const cwd = project({ [file]: before, 'policy-check.yaml': configuration(on, parameters) });
  await cli(cwd, ['--fix', file]);
  expect(readFileSync(join(cwd, file), 'utf8')).toBe(after);
  const again = await cli(cwd, ['--fix', file]);
  expect(again.stderr).toMatch(/^policy-check: 0 of /);
  expect(readFileSync(join(cwd, file), 'utf8')).toBe(after);
}

describe('base-image-arg', () => {
  const cases: Case[] = [
    ['an image', 'FROM node:24\n', 'ARG BASE_IMAGE=node:24\nFROM ${BASE_IMAGE}\n'],
    [
      'a platform and a name',
      'FROM --platform=linux/amd64 node:24 AS x\n',
      'ARG BASE_IMAGE=node:24\nFROM --platform=linux/amd64 ${BASE_IMAGE} AS x\n',
    ],
    [
      'stages on one image, and on another',
      'FROM a.io/a:1 AS one\nFROM a.io/b:1 as two\nFROM a.io/a:1\n',
      'ARG BASE_IMAGE=a.io/a:1\nARG TWO_IMAGE=a.io/b:1\nFROM ${BASE_IMAGE} AS one\nFROM ${TWO_IMAGE} as two\nFROM ${BASE_IMAGE}\n',
    ],
    [
      'behind other arguments, with their variables',
      'ARG TAG=24\n\n# The base.\nFROM node:$TAG\n',
      'ARG TAG=24\nARG BASE_IMAGE=node:$TAG\n\n# The base.\nFROM ${BASE_IMAGE}\n',
    ],
    [
      'behind directives, before the comments that speak of the FROM',
      '# syntax=docker/dockerfile:1\n# escape=`\n\n# License\n#\n# hadolint ignore=DL3006\nFROM node\n',
      '# syntax=docker/dockerfile:1\n# escape=`\n\nARG BASE_IMAGE=node\n# License\n#\n# hadolint ignore=DL3006\nFROM ${BASE_IMAGE}\n',
    ],
    [
      'a comment that is about an ignored rule stays with its FROM',
      '# policy-check ignore=no-latest-tag reason="x"\nFROM node\n',
      'ARG BASE_IMAGE=node\n# policy-check ignore=no-latest-tag reason="x"\nFROM ${BASE_IMAGE}\n',
    ],
    [
      'a name that is taken',
      'FROM node\nARG BASE_IMAGE\nRUN echo $BASE_IMAGE\n',
      'ARG BASE_IMAGE_2=node\nFROM ${BASE_IMAGE_2}\nARG BASE_IMAGE\nRUN echo $BASE_IMAGE\n',
    ],
    [
      'CRLF, a byte order mark and no line end',
      '\ufeffFROM node\r\nRUN x',
      '\ufeffARG BASE_IMAGE=node\r\nFROM ${BASE_IMAGE}\r\nRUN x',
    ],
    [
      'a continued line',
      'FROM \\\n  # the base\n  node:24 \\\n  AS x\n',
      'ARG BASE_IMAGE=node:24\nFROM \\\n  # the base\n  ${BASE_IMAGE} \\\n  AS x\n',
    ],
    ['an image in two pieces', 'FROM no\\\nde\n'],
    ['quotes', 'FROM "node"\n'],
    ['a finding that is ignored', '# policy-check ignore=base-image-arg reason="x"\nFROM node\n'],
  ];
  test.each(cases)('%s', async (...each) => expectFixed('Dockerfile', ['base-image-arg'], each));
});

describe('no-package-cache', () => {
  const cases: Case[] = [
    [
      'apt on one line',
      'FROM a.io/a\nRUN apt-get update && apt-get install -y curl\n',
      'FROM a.io/a\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
    ],
    [
      'operators at the beginning of lines',
      'FROM a.io/a\nRUN set -x \\\n && apt-get update \\\n # tools\n && apt-get install -y \\\n      curl \\\n      git\nUSER 1\n',
      'FROM a.io/a\nRUN set -x \\\n && apt-get update \\\n # tools\n && apt-get install -y \\\n      curl \\\n      git \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1\n',
    ],
    [
      'operators at the end of lines, with CRLF',
      'FROM a.io/a\r\nRUN apt-get update && \\\r\n    apt-get install -y curl',
      'FROM a.io/a\r\nRUN apt-get update && \\\r\n    apt-get install -y curl && \\\r\n    rm -rf /var/lib/apt/lists/*',
    ],
    [
      'another escape character',
      '# escape=`\nFROM a.io/a\nRUN apt-get update `\n  && apt-get install -y curl\n',
      '# escape=`\nFROM a.io/a\nRUN apt-get update `\n  && apt-get install -y curl `\n  && rm -rf /var/lib/apt/lists/*\n',
    ],
    [
      'the end of a loop',
      'FROM a.io/a\nRUN apt-get update; for p in a b; do apt-get install $p; done\n',
      'FROM a.io/a\nRUN apt-get update; for p in a b; do apt-get install $p; done && rm -rf /var/lib/apt/lists/*\n',
    ],
    [
      'sudo',
      'FROM a.io/a\nRUN sudo apt-get update && sudo apt-get install -y curl\n',
      'FROM a.io/a\nRUN sudo apt-get update && sudo apt-get install -y curl && sudo rm -rf /var/lib/apt/lists/*\n',
    ],
    [
      'dnf, microdnf and zypper',
      'FROM a.io/a\nRUN dnf -y install a\nRUN microdnf install b\nRUN zypper in -y c\nRUN yum -y install d\n',
      'FROM a.io/a\nRUN dnf -y install a && dnf clean all\nRUN microdnf install b && microdnf clean all\nRUN zypper in -y c && zypper clean --all\nRUN yum -y install d && yum clean all\n',
    ],
    [
      'apk, pip and uv, wherever they stand',
      'FROM a.io/a\nRUN if true; then apk update && apk add -t x curl; fi # add\nRUN python3 -m pip install --upgrade pip; pip install a && pip3.12 install b\nRUN uv pip install c\n',
      'FROM a.io/a\nRUN if true; then apk update --no-cache && apk add --no-cache -t x curl; fi # add\nRUN python3 -m pip install --no-cache-dir --upgrade pip; pip install --no-cache-dir a && pip3.12 install --no-cache-dir b\nRUN uv pip install --no-cache c\n',
    ],
    [
      'a heredoc',
      'FROM a.io/a\nRUN <<EOF\necho install\npip install a\nEOF\n',
      'FROM a.io/a\nRUN <<EOF\necho install\npip install --no-cache-dir a\nEOF\n',
    ],
    [
      'behind ONBUILD, with two managers',
      'FROM a.io/a AS b\nONBUILD RUN pip install a\nFROM b\n',
      'FROM a.io/a AS b\nONBUILD RUN pip install --no-cache-dir a\nFROM b\n',
    ],
    [
      'two managers at the end of one script',
      'FROM a.io/a\nRUN apt-get update && apt-get install x; dnf install y\n',
      'FROM a.io/a\nRUN apt-get update && apt-get install x; dnf install y && rm -rf /var/lib/apt/lists/* && dnf clean all\n',
    ],
    [
      'lists that a later RUN reads',
      'FROM a.io/a\nRUN apt-get update && apt-get install a\nRUN apt-get install b\n',
    ],
    [
      'lists that a heredoc may read',
      'FROM a.io/a\nRUN apt-get update && apt-get install a\nRUN <<E\napt-get install b\nE\n',
    ],
    ['lists for another RUN', 'FROM a.io/a\nRUN apt-get update\nRUN ./install.sh\n'],
    ['a script that ends in a comment', 'FROM a.io/a\nRUN apt-get update && apt-get install a # b\n'],
    ['a script that ends in an operator', 'FROM a.io/a\nRUN apt-get update && apt-get install a;\n'],
    ['a script in the background', 'FROM a.io/a\nRUN apt-get update && apt-get install a &\n'],
    [
      'a script that fails as its last command does',
      'FROM a.io/a\nRUN <<E\napt-get update\napt-get install a\nE\n',
    ],
    ['a script within a script', 'FROM a.io/a\nRUN sh -c "pip install a"\n'],
    ['JSON', 'FROM a.io/a\nRUN ["pip", "install", "a"]\n'],
    ['a word in quotes', 'FROM a.io/a\nRUN pip "install" a\n'],
    ['a word in a variable', 'FROM a.io/a\nRUN i=install; pip $i a\n'],
  ];
  test.each(cases)('%s', async (...each) => expectFixed('Dockerfile', ['no-package-cache'], each));
});

describe('required-labels', () => {
  const asked = (labels: object[]) => ({ 'required-labels': { labels } });
  const cases: Case[] = [
    [
      'a name in quotes',
      'FROM a\nmaintainer "Jane Doe <jane@example.com>"\n',
      'FROM a\nLABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"\n',
    ],
    [
      'the last of several, in a stage that the image stands on',
      'FROM a AS b\nMAINTAINER x\n# who?\nMAINTAINER \\\n  Jürgen, y\nFROM b\n',
      'FROM a AS b\nMAINTAINER x\n# who?\nLABEL \\\n  org.opencontainers.image.authors="Jürgen, y"\nFROM b\n',
    ],
    [
      'the label that is asked for',
      'FROM a\nMAINTAINER team-x\n',
      'FROM a\nLABEL com.example.maintainer="team-x"\n',
      asked([{ key: 'com.example.maintainer', pattern: '^team-' }]),
    ],
    [
      'a value that does not match',
      'FROM a\nMAINTAINER x\n',
      undefined,
      asked([{ key: 'authors', pattern: '^team-' }]),
    ],
    ['another label', 'FROM a\nMAINTAINER x\n', undefined, asked([{ key: 'revision' }])],
    ['a maintainer of a builder', 'FROM a AS b\nMAINTAINER x\nFROM a\n'],
    ['what a label would read differently', 'FROM a\nMAINTAINER $X\n'],
    ['quotes within', 'FROM a\nMAINTAINER Jane "J" Doe\n'],
    ['several lines', 'FROM a\nMAINTAINER Jane \\\n Doe\n'],
    ['no maintainer', 'FROM a\n'],
  ];
  test.each(cases)('%s', async (...each) => expectFixed('Dockerfile', ['required-labels'], each));
});

describe('no-docker-hub', () => {
  const hub = 'registry.example.com/hub';
  const dockerfiles: Case[] = [
    [
      'every place of an image',
      'FROM node:24@sha256:0 AS a\nFROM docker.io/me/app AS b\nFROM index.docker.io/redis:$TAG AS c\nFROM debian:12\nCOPY --chown=1 --from=nginx:1 a b\nRUN --mount=type=bind,from=redis,target=/x true\n'.replace(
        ':0',
        `:${'0'.repeat(64)}`,
      ),
      `FROM ${hub}/library/node:24@sha256:0 AS a\nFROM ${hub}/me/app AS b\nFROM index.docker.io/redis:$TAG AS c\nFROM ${hub}/library/debian:12\nCOPY --chown=1 --from=${hub}/library/nginx:1 a b\nRUN --mount=type=bind,from=${hub}/library/redis,target=/x true\n`.replace(
        ':0',
        `:${'0'.repeat(64)}`,
      ),
      mirror,
    ],
    [
      'a tag in a variable',
      'ARG TAG=7\nFROM redis:$TAG\n',
      `ARG TAG=7\nFROM ${hub}/library/redis:$TAG\n`,
      mirror,
    ],
    [
      'the default of an argument',
      'ARG A=x BASE="node:24" # no comment\nFROM ${BASE} AS a\nFROM $BASE\n'.replace(' # no comment', ''),
      `ARG A=x BASE="${hub}/library/node:24"\nFROM \${BASE} AS a\nFROM $BASE\n`,
      mirror,
    ],
    [
      'an argument with other readers',
      'ARG BASE=node\nFROM $BASE\nARG BASE\nRUN echo $BASE\n',
      undefined,
      mirror,
    ],
    ['an argument for a part of the name', 'ARG NAME=node\nFROM $NAME:24\n', undefined, mirror],
    ['another name of Docker Hub', 'FROM hub.docker.com/a/b\n', `FROM ${hub}/a/b\n`, mirror],
    ['no mirror', 'FROM node\n'],
    ['a mirror on Docker Hub', 'FROM node\n', undefined, { 'no-docker-hub': { mirror: 'docker.io/me' } }],
    ['a mirror without a host', 'FROM node\n', undefined, { 'no-docker-hub': { mirror: 'hub' } }],
    ['an exempt image', 'FROM node\n', undefined, { 'no-docker-hub': { mirror: hub, exempt: ['node'] } }],
  ];
  test.each(dockerfiles)('%s', async (...each) => expectFixed('Dockerfile', ['no-docker-hub'], each));

  const containers = (...lines: string[]) =>
    ['apiVersion: v1', 'kind: Pod', 'spec:', '  containers:', ...lines.map((line) => `  ${line}`), ''].join(
      '\n',
    );
  const manifests: Case[] = [
    [
      'styles of scalars',
      containers("- image: 'node:24' # x", '- {image: "redis"}', '- image: >-', '    nginx'),
      containers(
        `- image: '${hub}/library/node:24' # x`,
        `- {image: "${hub}/library/redis"}`,
        '- image: >-',
        `    ${hub}/library/nginx`,
      ),
      mirror,
    ],
    ['an anchor and its alias', containers('- image: &i node', '- image: *i'), undefined, mirror],
    ['an escape', containers('- image: "n\\u006fde"'), undefined, mirror],
  ];
  test.each(manifests)('%s', async (...each) => expectFixed('pod.yaml', ['no-docker-hub'], each));
});

test('fixes that need one another', async () => {
  const cwd = project({
    'Dockerfile.a': 'FROM node:24\nMAINTAINER x\nRUN pip install a && apk add b\n',
    'policy-check.yaml': configuration(
      ['base-image-arg', 'no-docker-hub', 'no-package-cache', 'required-labels', 'non-root-user'],
      mirror,
    ),
  });
  const { code, stdout, stderr } = await cli(cwd, ['--fix']);
  expect(readFileSync(join(cwd, 'Dockerfile.a'), 'utf8')).toBe(
    [
      'ARG BASE_IMAGE=registry.example.com/hub/library/node:24',
      'FROM ${BASE_IMAGE}',
      'LABEL org.opencontainers.image.authors="x"',
      'RUN pip install --no-cache-dir a && apk add --no-cache b',
      '',
    ].join('\n'),
  );
  expect(stderr).toBe('policy-check: 5 of 6 findings fixed, in 1 file\n');
  expect(stdout).toContain('1 file checked: 1 error, 0 warnings');
  expect(code).toBe(1);
});

describe('files', () => {
  const before = 'FROM node\n';
  const after = 'ARG BASE_IMAGE=node\nFROM ${BASE_IMAGE}\n';
  const given = () => project({ Dockerfile: before, 'policy-check.yaml': configuration(['base-image-arg']) });

  test('a dry run prints a diff and changes nothing', async () => {
    const cwd = given();
    const { code, stdout, stderr } = await cli(cwd, ['--fix-dry-run']);
    expect(stdout).toBe(
      '--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,1 +1,2 @@\n-FROM node\n+ARG BASE_IMAGE=node\n+FROM ${BASE_IMAGE}\n',
    );
    expect(stderr).toBe('policy-check: 1 of 1 finding would be fixed, in 1 file\n');
    expect(code).toBe(1);
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(before);
  });

  test('a diff is safe to print', async () => {
    const cwd = project({
      Dockerfile: '\ufeffFROM node\r\n# \u001b[2J\t\u202e\r\n',
      'policy-check.yaml': configuration(['base-image-arg']),
    });
    const { stdout } = await cli(cwd, ['--fix-dry-run']);
    expect(stdout.split('\n').slice(2)).toEqual([
      '@@ -1,2 +1,3 @@',
      '-\ufeffFROM node\r',
      '+\ufeffARG BASE_IMAGE=node\r',
      '+FROM ${BASE_IMAGE}\r',
      ' # \\u{1b}[2J\t\\u{202e}\r',
      '',
    ]);
  });

  test('JSON and SARIF have the edits', async () => {
    const cwd = given();
    const place = { line: 1, column: 1 };
    const { findings } = await checked(cwd);
    expect(findings[0]!.fix).toEqual({
      title: 'Take node from the argument BASE_IMAGE',
      edits: [
        { range: { start: place, end: place }, text: 'ARG BASE_IMAGE=node\n' },
        { range: { start: { line: 1, column: 6 }, end: { line: 1, column: 10 } }, text: '${BASE_IMAGE}' },
      ],
    });
    const { stdout } = await cli(cwd, ['--format', 'sarif']);
    expect((JSON.parse(stdout) as Log).runs[0]!.results![0]!.fixes).toEqual([
      {
        description: { text: 'Take node from the argument BASE_IMAGE' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
                insertedContent: { text: 'ARG BASE_IMAGE=node\n' },
              },
              {
                deletedRegion: { startLine: 1, startColumn: 6, endLine: 1, endColumn: 10 },
                insertedContent: { text: '${BASE_IMAGE}' },
              },
            ],
          },
        ],
      },
    ]);
  });

  test('standard input has a diff, too', async () => {
    const { stdout } = await cli(given(), ['--fix-dry-run', '-'], { stdin: before });
    expect(stdout).toContain('--- a/-\n+++ b/-\n');
    const named = await cli(given(), ['--fix-dry-run', '--stdin-filename', 'x/Dockerfile', '-'], {
      stdin: before,
    });
    expect(named.stdout).toContain('--- a/x/Dockerfile\n');
  });

  test('modes stay, and links lead to what is written', async () => {
    const cwd = given();
    chmodSync(join(cwd, 'Dockerfile'), 0o666);
    symlinkSync('Dockerfile', join(cwd, 'Containerfile'));
    linkSync(join(cwd, 'Dockerfile'), join(cwd, 'other'));
    await cli(cwd, ['--fix', 'Containerfile']);
    expect(lstatSync(join(cwd, 'Containerfile')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(after);
    expect(statSync(join(cwd, 'Dockerfile')).mode & 0o777).toBe(0o666);
    expect(readFileSync(join(cwd, 'other'), 'utf8')).toBe(before);
  });

  test('a file that cannot be checked is left alone, and still a failure', async () => {
    const cwd = project({
      Dockerfile: 'FRM node\n',
      'Dockerfile.b': before,
      'policy-check.yaml': configuration(['base-image-arg']),
    });
    const { code, failures } = await checked(cwd, ['--fix']);
    expect(failures).toHaveLength(1);
    expect(code).toBe(2);
    expect(readFileSync(join(cwd, 'Dockerfile.b'), 'utf8')).toBe(after);
    const dry = await cli(cwd, ['--fix-dry-run']);
    expect(dry.stderr).toContain('Dockerfile:1:1: unknown instruction "FRM"');
    expect(dry.code).toBe(2);
  });

  test('a fix that would bring a finding is not written, and the others are', async () => {
    const cwd = project({
      Dockerfile: 'FROM me/ubuntu\nRUN pip install a\nUSER 1\n',
      'policy-check.yaml': configuration(['no-docker-hub', 'no-package-cache', 'minimal-base-image'], mirror),
    });
    const { stderr } = await cli(cwd, ['--fix']);
    expect(stderr).toBe('policy-check: 1 of 2 findings fixed, in 1 file\n');
    expect(readFileSync(join(cwd, 'Dockerfile'), 'utf8')).toBe(
      'FROM me/ubuntu\nRUN pip install --no-cache-dir a\nUSER 1\n',
    );
  });

  test.each([
    [['--fix', '--fix-dry-run'], '--fix writes and --fix-dry-run does not: leave one of them out'],
    [['--fix', '--baseline', 'x'], '--fix is about all findings: leave the baseline out'],
    [['--fix-dry-run', '--format', 'json'], '--fix-dry-run prints a diff and no report: leave --format out'],
    [['--fix', '-'], '--fix writes files, and standard input is none: --fix-dry-run prints a diff of it'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await cli(given(), args);
    expect(stderr).toBe(`policy-check: ${message}\nTry policy-check --help.\n`);
    expect(code).toBe(2);
  });
});
