import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checked, clean, latest, pod, project } from '../project.ts';
import { brief, startEditor } from './client.ts';

/** What the command line finds in a file of a project, in the form of `brief`. */
async function found(cwd: string, file: string): Promise<string[]> {
  const { findings } = await checked(cwd, [file]);
  return findings.map(
    ({ range: { start, end }, severity, rule }) =>
      `${start.line}:${start.column}-${end.line}:${end.column} ${severity} ${rule}`,
  );
}

describe('what is said of a file', () => {
  test.each([
    ['a Dockerfile', 'Dockerfile', latest],
    ['a manifest', 'deploy/pod.yaml', pod],
    [
      'JSON',
      'pod.json',
      '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "r.io/a"}]}}',
    ],
    ['lines of Windows', 'Dockerfile', latest.replaceAll('\n', '\r\n')],
    [
      'an emoji before the token',
      'pod.yaml',
      `${pod.slice(0, pod.indexOf('    - name'))}    - {name: "🚀🚀", image: r.example.com/app:latest}\n`,
    ],
    ['an emoji on the line of the token', 'Dockerfile', 'FROM debian:12\nRUN echo 🚀🚀 && apt-get update\n'],
    ['several documents', 'pods.yaml', `${pod}---\n${pod}`],
  ])('is what the command line finds: %s', async (_, name, text) => {
    const cwd = project({ [name]: text });
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, name), text);
    const diagnostics = await file.diagnostics();
    expect(brief(diagnostics)).toEqual(await found(cwd, name));
    expect(diagnostics.length).toBeGreaterThan(0);
  });

  test('has the rule, where to read on, and the very token', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, 'pod.yaml'), pod);
    const diagnostics = await file.diagnostics();
    const tag = diagnostics.find(({ code }) => code === 'no-latest-tag')!;
    expect(file.textIn(tag.range)).toBe('latest');
    expect(tag).toMatchObject({ severity: 1, source: 'policy-check' });
    expect(tag.message).toContain('r.example.com/app:latest');
    expect(diagnostics.find(({ code }) => code === 'least-privilege')).toMatchObject({
      severity: 2,
      codeDescription: { href: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' },
    });
  });

  test('stands where it does for the editor when a carriage return ends its line alone', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, 'Dockerfile'), `# one\r# still the same\n${latest}`);
    const tag = (await file.diagnostics()).find(({ code }) => code === 'no-latest-tag')!;
    expect(file.textIn(tag.range)).toBe('latest');
    expect(tag.range.start.line).toBe(2);
  });

  test('is nothing for what a check of the folder passes over', async () => {
    const cwd = project({
      'policy-check.yaml': 'ignore: [vendor]',
      '.gitignore': 'build/',
      '.git/HEAD': '',
    });
    const editor = await startEditor({ folders: [cwd] });
    for (const [name, text] of [
      ['notes.txt', latest],
      ['Dockerfile.dockerignore', 'x'],
      ['values.yaml', 'image: nginx:latest\n'],
      ['broken.yaml', 'a: [\n'],
      ['vendor/Dockerfile', latest],
      ['build/Dockerfile', latest],
      ['node_modules/x/Dockerfile', latest],
    ] as const) {
      const file = await editor.open(join(cwd, name), text);
      expect([name, ...brief(await file.diagnostics())]).toEqual([name]);
    }
  });

  test('tells where a file is broken, and is never that it is clean', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, 'Dockerfile'), 'FROM scratch\n  RUNN make\n');
    expect(brief(await file.diagnostics())).toEqual([
      '2:3-2:7 error unknown instruction "RUNN"; did you mean "RUN"?',
    ]);
    const chart = await editor.open(join(cwd, 'chart.yaml'), 'apiVersion: v1\nkind: {{ .Values.kind }}\n');
    expect(brief(await chart.diagnostics())).toMatchObject([
      expect.stringMatching(/^2:7-2:\d+ error .*template/),
    ]);
  });
});

describe('changes', () => {
  test('are followed one by one', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, 'Dockerfile'), latest);
    expect(brief(await file.diagnostics())).toContain('1:24-1:30 error no-latest-tag');
    await file.replace('latest', '1.2');
    expect(brief(await file.diagnostics()).join()).not.toContain('no-latest-tag');
    await file.change(
      { range: { start: file.at('1.2'), end: file.at('1.2') }, text: 'latest' },
      { text: latest },
    );
    expect(brief(await file.diagnostics())).toContain('1:24-1:30 error no-latest-tag');
  });

  test('in one go are checked once, as they are in the end', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, 'Dockerfile'), '');
    await file.diagnostics();
    for (const character of latest) {
      void file.change({ range: { start: file.at('', true), end: file.at('', true) }, text: character });
    }
    await file.apply([{ range: file.rangeOf(file.text()), newText: latest }]);
    expect(brief(await file.diagnostics())).toContain('1:24-1:30 error no-latest-tag');
    expect(editor.published.map(({ version }) => version)).toEqual([1, latest.length + 2]);
  });

  test('of one document leave the other alone, and a closed one has nothing to be said of', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const one = await editor.open(join(cwd, 'Dockerfile'), latest);
    const other = await editor.open(join(cwd, 'pod.yaml'), pod);
    const [first, second] = await Promise.all([one.diagnostics(), other.diagnostics()]);
    expect(brief(first)).not.toEqual(brief(second));
    await one.change({ text: clean });
    expect(await one.diagnostics()).toEqual([]);
    expect(await other.diagnostics()).toEqual(second);
    const cleared = other.next();
    await other.close();
    expect(await cleared).toEqual([]);
    expect(editor.published.filter(({ uri }) => uri === other.uri)).toHaveLength(2);
  });

  test('that a file is closed on are not checked any more', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, 'Dockerfile'), clean);
    await file.diagnostics();
    void file.change({ text: latest });
    await file.close();
    const another = await editor.open(join(cwd, 'Dockerfile.two'), latest);
    await another.diagnostics();
    expect(editor.published.filter(({ uri }) => uri === file.uri).at(-1)).toEqual({
      uri: file.uri,
      diagnostics: [],
    });
  });
});

describe('hostile content', () => {
  test.each([
    ['deeply nested', 'deep.yaml', `apiVersion: v1\nkind: ${'['.repeat(100_000)}`],
    [
      'aliases of aliases',
      'bomb.yaml',
      `apiVersion: v1\nkind: Pod\na: &a [x,x]\n${[...'bcdefghijklmnop'].map((name, n) => `${name}: &${name} [${`*${'abcdefghijklmnop'[n]},`.repeat(9)}]\n`).join('')}`,
    ],
    ['too large', 'Dockerfile', `FROM scratch\n${'# é\n'.repeat(2_500_000)}`],
    ['half a character', 'Dockerfile', `FROM \ud83d\u0000:latest\n`],
  ])('is refused or checked, and what follows too: %s', async (_, name, text) => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const file = await editor.open(join(cwd, name), text);
    expect((await file.diagnostics()).length).toBeGreaterThan(0);
    await file.change({ text: name === 'Dockerfile' ? clean : 'a: 1\n' });
    expect(await file.diagnostics()).toEqual([]);
  });

  test('reaches nobody as it is, in messages and hovers', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd] });
    const text =
      'FROM r.example.com/a\nUSER 1000\nLABEL maintainer=x\nRUN apt-get install "\u202e![x](http://e/)<b>*`"-dev\n';
    const file = await editor.open(join(cwd, 'Dockerfile'), text);
    const diagnostics = await file.diagnostics();
    expect(JSON.stringify(diagnostics)).not.toContain('\u202e');
    for (const { range } of diagnostics) {
      const hover = (await file.hover(file.textIn(range)))!;
      expect(hover.replaceAll(/\\[!-~]/g, '')).not.toMatch(/\u202e|!\[|<b>/);
    }
  });
});

test('a text that is no file yet is left alone', async () => {
  const cwd = project({});
  const editor = await startEditor({ folders: [cwd] });
  const draft = await editor.open('untitled:Dockerfile', latest);
  const file = await editor.open(join(cwd, 'Dockerfile'), latest);
  await file.diagnostics();
  expect(await draft.hover('latest')).toBeUndefined();
  expect(await draft.actions('latest')).toEqual([]);
  expect(editor.published.map(({ uri }) => uri)).toEqual([file.uri]);
});

describe('the end', () => {
  test.each([['quit', 0] as const, ['hangUp', 1] as const])(
    'comes when the editor wants it: %s',
    async (how, code) => {
      const editor = await startEditor();
      expect(await editor[how]()).toBe(code);
    },
  );
});
