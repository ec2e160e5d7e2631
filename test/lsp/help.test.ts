import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { latest, pod, project } from '../project.ts';
import { brief, editsOf, startEditor } from './client.ts';
import type { Opened } from './client.ts';

async function opened(name: string, text: string, more: Record<string, string> = {}) {
  const cwd = project(more);
  const editor = await startEditor({ folders: [cwd] });
  const file = await editor.open(join(cwd, name), text);
  await file.diagnostics();
  return { cwd, editor, file };
}

/** The rules that have something to say of a document. */
async function rulesOf(file: Opened): Promise<unknown[]> {
  return (await file.diagnostics()).map(({ code }) => code);
}

describe('hovering', () => {
  test('tells the practice, the resolved reference, the reason, and what is asked for and by whom', async () => {
    const { file } = await opened('Dockerfile', 'ARG TAG=latest\nFROM docker.io/nginx:${TAG}\nUSER 1000\n', {
      'policy-check.yaml':
        'profile: production\nrules:\n  no-latest-tag:\n    parameters: {floating_tags: [latest, edge]}\n',
    });
    const text = (await file.hover('${TAG}'))!;
    expect(text).toContain('**Name a version\\, not latest**');
    expect(text).toContain('`no-latest-tag` · practice 5 · error (default)');
    expect(text).toMatch(/docker\\.io\\\/nginx\\:latest|docker\\.io\\\/library\\\/nginx\\:latest/);
    expect(text).toContain('a broken or hostile push upstream reaches you unasked');
    expect(text).toContain('- `floating_tags`: `[latest, edge]` (policy\\-check\\.yaml\\:4)');
    expect(text).toContain('- `exempt`: `[]` (default)');
    expect(text).toContain('`pin-digest` · practice 6 · error (profile production)');
  });

  test('tells nothing where nothing is wrong', async () => {
    const { file } = await opened('Dockerfile', latest);
    expect(await file.hover('USER')).toBeUndefined();
  });

  test('speaks plainly to editors that know no Markdown', async () => {
    const cwd = project({});
    const editor = await startEditor({ folders: [cwd], capabilities: {} });
    const file = await editor.open(join(cwd, 'Dockerfile'), latest);
    const text = (await file.hover('latest'))!;
    expect(text).toContain('Name a version, not latest\n\nno-latest-tag · practice 5 · error (default)');
    expect(text).not.toMatch(/[*`\\]/);
  });

  test('is about the text as it is now, whatever was said before', async () => {
    const { file } = await opened('Dockerfile', latest);
    void file.change({ text: `# one more line\n${latest}` });
    expect(await file.hover('latest')).toContain('no-latest-tag');
  });
});

describe('quick fixes', () => {
  const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: web # the name
      annotations: {}
    spec:
      containers: [{name: app, image: r.example.com/app:latest}]
`;
  const json = JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ image: 'a:latest' }] },
    },
    null,
    2,
  );
  const annotated = pod.replace('  name: web\n', "  name: web\n  annotations:\n    team: 'web'\n");
  const ignored = pod.replace(
    '  name: web\n',
    '  name: web\n  annotations:\n    policy-check/ignore: pin-digest\n    policy-check/reason: tried\n',
  );

  test.each([
    ['a Dockerfile', 'Dockerfile', latest],
    ['one with lines of Windows', 'Dockerfile', latest.replaceAll('\n', '\r\n')],
    ['one with directives', 'Dockerfile', `# syntax=docker/dockerfile:1\n#\n${latest}`],
    ['one that goes on', 'Dockerfile', `ARG A=1\n#\n  FROM \\\n  r.example.com/app:latest\nUSER 1000\n`],
    ['a manifest', 'pod.yaml', pod],
    ['one with lines of Windows', 'pod.yaml', pod.replaceAll('\n', '\r\n')],
    ['one with annotations', 'pod.yaml', annotated],
    ['one with an ignore', 'pod.yaml', ignored],
    ['a List', 'list.yaml', list],
    ['the second of several', 'pods.yaml', `${pod.replace('latest', '1.0')}---\n${pod}`],
    ['JSON', 'pod.json', json],
  ])('ignore a finding, and ask for the reason: %s', async (_, name, text) => {
    const { file } = await opened(name, text);
    expect(await rulesOf(file)).toContain('no-latest-tag');
    const actions = await file.actions('latest');
    const action = actions.find(({ title }) => title === 'Ignore no-latest-tag here, with a reason')!;
    expect(action).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'no-latest-tag' }] });
    await file.apply(editsOf(action, file.uri));
    const rules = await rulesOf(file);
    expect(rules).not.toContain('no-latest-tag');
    // All that was there is there, line by line.
    const lines = file.text().split('\n');
    const kept = text.split('\n').filter((line) => !lines.includes(line));
    expect(kept.length).toBeLessThanOrEqual(1);
    if (text.includes('\r')) expect(file.text()).not.toMatch(/(?<!\r)\n/);
    if (text === ignored) return expect(rules).not.toContain('suppression');
    const asked = (await file.diagnostics()).filter(({ code }) => code === 'suppression');
    expect(asked.map(({ message }) => message)).toEqual([expect.stringMatching(/^an ignore needs a reason/)]);
  });

  test('with a reason leave nothing to be said', async () => {
    const { file } = await opened('Dockerfile', latest);
    const [action] = (await file.actions('latest')).filter(({ title }) =>
      title.startsWith('Ignore no-latest-tag'),
    );
    await file.apply(editsOf(action!, file.uri));
    await file.replace('reason=""', 'reason="floats on purpose"');
    const rules = await rulesOf(file);
    expect(rules).not.toContain('no-latest-tag');
    expect(rules).not.toContain('suppression');
  });

  test('mend what can be mended, each without a trace of its finding', async () => {
    const { file } = await opened(
      'Dockerfile',
      'FROM alpine:3.22\nMAINTAINER me@example.com\nRUN apk add curl\n',
    );
    const before = await file.diagnostics();
    const fixes = (await file.actions(file.text())).filter(({ title }) => !title.startsWith('Ignore'));
    expect(fixes.length).toBeGreaterThan(1);
    const text = file.text();
    for (const fix of fixes) {
      expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
      await file.apply(editsOf(fix, file.uri));
      const [mended] = fix.diagnostics!;
      expect(brief(before)).toContain(brief([mended!])[0]);
      expect((await file.diagnostics()).map(({ message }) => message)).not.toContain(mended!.message);
      await file.change({ text });
      await file.diagnostics();
    }
  });

  test('come in the form that the editor knows, or not at all', async () => {
    const cwd = project({});
    const literal = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } };
    for (const [capabilities, form] of [
      [{ textDocument: { codeAction: literal } }, 'changes'],
      [
        { textDocument: { codeAction: literal }, workspace: { workspaceEdit: { documentChanges: true } } },
        'documentChanges',
      ],
      [{}, undefined],
    ] as const) {
      const editor = await startEditor({ folders: [cwd], capabilities });
      const file = await editor.open(join(cwd, 'Dockerfile'), latest);
      const [action] = await file.actions('latest');
      expect(Object.keys(action?.edit ?? {})).toEqual(form === undefined ? [] : [form]);
    }
  });

  test('never offer to ignore what is said of an ignore', async () => {
    const { file } = await opened('Dockerfile', `# policy-check ignore=no-such-rule reason=x\n${latest}`);
    expect(await rulesOf(file)).toContain('suppression');
    expect(await file.actions('no-such-rule')).toEqual([]);
  });
});

test('a selection with thousands of findings does not keep the editor waiting', async () => {
  const containers = Array.from({ length: 400 }, (_, index) => `    - {name: c${index}, image: a:latest}\n`);
  const { file } = await opened('pod.yaml', pod.slice(0, pod.indexOf('    - name')) + containers.join(''));
  expect((await file.diagnostics()).length).toBeGreaterThan(1000);
  const actions = await file.actions(file.text());
  const ignores = actions.filter(({ title }) => title.startsWith('Ignore'));
  expect(ignores.length).toBeGreaterThan(0);
  expect(ignores.length).toBeLessThan(1000);
});
