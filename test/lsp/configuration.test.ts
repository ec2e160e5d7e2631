import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { latest, project } from '../project.ts';
import { brief, startEditor } from './client.ts';

const tag = '1:24-1:30 error no-latest-tag';
const off = 'rules: {no-latest-tag: off}\n';

/** A project with a Dockerfile and perhaps a configuration, the Dockerfile open in an editor. */
async function opened(files: Record<string, string> = {}) {
  const cwd = project({ Dockerfile: latest, ...files });
  const editor = await startEditor({ folders: [cwd] });
  const file = await editor.open(join(cwd, 'Dockerfile'), latest);
  return { cwd, editor, file, first: brief(await file.diagnostics()) };
}

describe('the configuration', () => {
  test('that governs a file holds for it', async () => {
    const { first } = await opened({ 'policy-check.yaml': off });
    expect(first.join()).not.toContain('no-latest-tag');
    expect(first).toContain('1:6-1:30 warning pin-digest');
  });

  test('is watched on the disk', async () => {
    const { cwd, editor, file, first } = await opened();
    expect(first).toContain(tag);
    const patterns = editor.watchers.map(({ globPattern }) => globPattern);
    expect(patterns).toEqual(['**/policy-check.{yaml,yml}', '**/.gitignore']);
    const configuration = join(cwd, 'policy-check.yaml');
    for (const [text, finds] of [
      [off, false],
      [undefined, true],
    ] as const) {
      const next = file.next();
      if (text === undefined) rmSync(configuration);
      else writeFileSync(configuration, text);
      await editor.changed(configuration);
      expect(brief(await next).includes(tag)).toBe(finds);
    }
  });

  test('holds as it is being written, and as it was when that is thrown away', async () => {
    const { cwd, editor, file } = await opened({ 'policy-check.yaml': 'profile: strict\n' });
    let next = file.next();
    const configuration = await editor.open(join(cwd, 'policy-check.yaml'), 'profile: strict\n');
    expect(brief(await next)).toContain(tag);
    next = file.next();
    await configuration.apply([{ range: configuration.rangeOf('profile: strict\n'), newText: off }]);
    expect(brief(await next).join()).not.toContain('no-latest-tag');
    expect(await configuration.diagnostics()).toEqual([]);
    next = file.next();
    await configuration.close();
    expect(brief(await next)).toContain(tag);
  });

  test('that only the editor has holds, too', async () => {
    const { cwd, editor, file, first } = await opened();
    expect(first).toContain(tag);
    const next = file.next();
    await editor.open(join(cwd, 'policy-check.yaml'), off);
    expect(brief(await next).join()).not.toContain('no-latest-tag');
  });

  test('is read again when it is saved, whatever the editor watches', async () => {
    const cwd = project({ Dockerfile: latest });
    const editor = await startEditor({ folders: [cwd], capabilities: {} });
    const file = await editor.open(join(cwd, 'Dockerfile'), latest);
    await file.diagnostics();
    expect(editor.watchers).toEqual([]);
    const configuration = await editor.open(join(cwd, 'policy-check.yaml'), off);
    await configuration.diagnostics();
    const next = file.next();
    await configuration.save();
    expect(brief(await next).join()).not.toContain('no-latest-tag');
  });

  test('that is broken says so at its place, and in the files that it governs', async () => {
    const { cwd, editor, file } = await opened({ 'policy-check.yaml': 'profile: recommended\n' });
    const next = file.next();
    const configuration = await editor.open(join(cwd, 'policy-check.yaml'), 'profile: lax\n');
    const problem = 'profile must be one of recommended, production, strict, not "lax"';
    expect(brief(await configuration.diagnostics())).toEqual([`1:10-1:13 error ${problem}`]);
    const [diagnostic, ...others] = await next;
    expect(brief([diagnostic!])).toEqual([
      `1:1-1:5 error not checked, for its configuration is broken: ${problem}`,
    ]);
    expect(diagnostic!.relatedInformation).toMatchObject([
      {
        location: { uri: configuration.uri, range: { start: { line: 0, character: 9 } } },
        message: problem,
      },
    ]);
    expect(others).toEqual([]);
    const mended = file.next();
    await configuration.replace('lax', 'strict');
    expect(await configuration.diagnostics()).toEqual([]);
    expect(brief(await mended)).toContain(tag);
  });

  test('under another name is refused, as the command line does', async () => {
    const { first } = await opened({ 'policy-check.yml': off });
    expect(first).toEqual([expect.stringContaining('a configuration is called policy-check.yaml')]);
  });
});

describe('folders', () => {
  test('are several, each with its configuration', async () => {
    const [one, two] = [project({ 'policy-check.yaml': off }), project({})];
    const editor = await startEditor({ folders: [one, two] });
    const inOne = await editor.open(join(one, 'a/Dockerfile'), latest);
    const inTwo = await editor.open(join(two, 'a/Dockerfile'), latest);
    expect(brief(await inOne.diagnostics())).not.toContain(tag);
    expect(brief(await inTwo.diagnostics())).toContain(tag);
  });

  test('may be none', async () => {
    const cwd = project({ 'policy-check.yaml': off, 'a/b/policy-check.yaml': '' });
    const editor = await startEditor({ folders: null });
    const governed = await editor.open(join(cwd, 'a/Dockerfile'), latest);
    expect(brief(await governed.diagnostics())).not.toContain(tag);
    const other = await editor.open(join(cwd, 'a/b/Dockerfile'), latest);
    expect(brief(await other.diagnostics())).toContain(tag);
  });

  test('come and go, and what they ignore with them', async () => {
    const cwd = project({ '.gitignore': 'out/\n', '.git/HEAD': '' });
    mkdirSync(join(cwd, 'out'));
    const editor = await startEditor({ folders: [] });
    const file = await editor.open(join(cwd, 'out/Dockerfile'), latest);
    expect(brief(await file.diagnostics())).toContain(tag);
    const next = file.next();
    await editor.addFolder(cwd);
    expect(await next).toEqual([]);
    expect(file.uri).toBe(pathToFileURL(join(cwd, 'out/Dockerfile')).href);
  });
});
