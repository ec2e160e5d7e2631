import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cli, pod, project } from './project.ts';

describe('parse', () => {
  test('prints a Dockerfile as conftest does, and YAML that is no manifest', async () => {
    const cwd = project({
      Dockerfile: 'FROM a\n',
      'two.yaml': 'a: 1\n---\n[b]\n',
      'one.json': '{"a": []}',
      'list.yaml': '[a, 1]',
    });
    const parsed = async (file: string) => JSON.parse((await cli(cwd, ['parse', file])).stdout) as unknown;
    expect(await parsed('Dockerfile')).toEqual([
      [{ Cmd: 'from', Flags: [], JSON: false, Stage: 0, SubCmd: '', Value: ['a'] }],
    ]);
    expect(await parsed('two.yaml')).toEqual([{ a: 1 }, ['b']]);
    expect(await parsed('one.json')).toEqual({ a: [] });
    expect(await parsed('list.yaml')).toEqual(['a', 1]);
  });

  test('reads standard input', async () => {
    const { stdout } = await cli(project({}), ['parse', '-', '--stdin-filename', 'x.yaml'], {
      stdin: 'a: 1',
    });
    expect(JSON.parse(stdout)).toEqual({ a: 1 });
    expect(JSON.parse((await cli(project({}), ['parse', '-'], { stdin: 'FROM a' })).stdout)).toHaveLength(1);
  });

  test('says what is wrong', async () => {
    const { code, stdout, stderr } = await cli(project({ Dockerfile: 'FROM a\nFRUM b' }), [
      'parse',
      'Dockerfile',
    ]);
    expect(stderr).toMatch(/^Dockerfile:2:1: .*\n$/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect((await cli(project({}), ['parse', 'gone'])).stderr).toBe('gone: no such file or folder\n');
  });

  const conftest = resolve('.tools/conftest');
  test.skipIf(!existsSync(conftest))('conftest prints the same', async () => {
    const files = {
      Dockerfile: '# hi\nARG A\nFROM --platform=$A a AS b\nLABEL a="1" b=2\nRUN ["x"]\nCOPY --from=b <x> &\n',
      'pod.yaml': pod,
      'many.yaml': `${pod}---\n---\n- 1\n- {a: 0x10, b: no, c: 1e3}\n`,
      'empty.yaml': '',
      'list.yaml': '[]',
      'a.json': '{"a": [1.0, "\\u2028"]}',
    };
    const cwd = project(files);
    for (const file of Object.keys(files)) {
      const theirs = execFileSync(conftest, ['parse', file], { cwd, encoding: 'utf8' });
      expect(JSON.parse((await cli(cwd, ['parse', file])).stdout), file).toEqual(JSON.parse(theirs));
    }
  });
});
