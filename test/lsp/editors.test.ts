import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseLua } from 'luaparse';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { installed } from '../installed.ts';
import { latest } from '../project.ts';
import { startEditor } from './client.ts';

const page = readFileSync('docs/editors.md', 'utf8');

/** The one snippet in a language. */
function snippet(language: string): string {
  const found = [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))];
  expect(found).toHaveLength(1);
  return found[0]![1]!;
}

const command = ['npx', 'policy-check', 'lsp'];

describe('the documented set-up', () => {
  test('of VS Code starts the server', () => {
    const settings = JSON.parse(snippet('json')) as Record<string, string | string[]>;
    expect([settings['glspc.server.command'], settings['glspc.server.commandArguments']].flat()).toEqual(
      command,
    );
  });

  test('of Neovim starts the server', () => {
    const { body } = parseLua(snippet('lua'), { luaVersion: 'LuaJIT', encodingMode: 'x-user-defined' });
    const strings = JSON.stringify(body, (key, value) => (key === 'raw' ? undefined : value));
    expect(body.map(({ type }) => type)).toEqual(['CallStatement', 'CallStatement']);
    expect([...strings.matchAll(/"StringLiteral","value":"([^"]*)"/g)].map(([, value]) => value)).toEqual([
      'policy_check',
      ...command,
      'dockerfile',
      'yaml',
      'json',
      'policy-check.yaml',
      '.git',
      'policy_check',
    ]);
  });

  test('of Helix starts the server, for each language that it lists', () => {
    const { 'language-server': servers, language } = parseToml(snippet('toml')) as {
      'language-server': Record<string, { command: string; args: string[] }>;
      language: { name: string; 'language-servers': string[] }[];
    };
    const { command: name, args } = servers['policy-check']!;
    expect([name, ...args]).toEqual(command);
    expect(language.map(({ name }) => name)).toEqual(['dockerfile', 'yaml']);
    for (const each of language) expect(each['language-servers']).toContain('policy-check');
  });

  test('is a command that works in a project', async () => {
    const cwd = installed({});
    const editor = await startEditor({ command, cwd, folders: [cwd] });
    const file = await editor.open(join(cwd, 'Dockerfile'), latest);
    expect((await file.diagnostics()).map(({ code }) => code)).toContain('no-latest-tag');
    expect(await editor.quit()).toBe(0);
  });
});
