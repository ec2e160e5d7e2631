import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reporters } from '../src/reporters.ts';
import { cli, latest, pod, project } from './project.ts';

const formats = Object.keys(reporters);

describe('several reports in one run', () => {
  test('each file has what the format alone prints, and standard output the one without a file', async () => {
    const cwd = project({ 'a/Dockerfile': latest, 'b.yaml': pod, 'bad.Dockerfile': 'nonsense' });
    const alone = await Promise.all(formats.map((format) => cli(cwd, ['--format', format, 'a', 'b.yaml'])));
    const files = formats.flatMap((format) => ['--format', `${format}=new/folder/${format}=1.txt`]);
    const { stdout, stderr, code } = await cli(cwd, [...files, '--format', 'junit', 'a', 'b.yaml']);
    for (const [index, format] of formats.entries()) {
      expect(readFileSync(join(cwd, `new/folder/${format}=1.txt`), 'utf8')).toBe(alone[index]!.stdout);
    }
    expect({ stdout, stderr, code }).toEqual(alone[formats.indexOf('junit')]);
    expect(readdirSync(join(cwd, 'new/folder'))).toHaveLength(formats.length);
  });

  test('only files: nothing is printed', async () => {
    const cwd = project({ Dockerfile: latest });
    expect(await cli(cwd, ['--format', 'sarif=x.sarif'])).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  test('colours are for the terminal, in a file only when asked for', async () => {
    const cwd = project({ Dockerfile: latest });
    const args = ['--format', 'pretty=x.txt'];
    await cli(cwd, args, { isTTY: true });
    expect(readFileSync(join(cwd, 'x.txt'), 'utf8')).not.toContain('\u001b');
    await cli(cwd, [...args, '--color']);
    expect(readFileSync(join(cwd, 'x.txt'), 'utf8')).toContain('\u001b');
  });
});

describe('a report in a file', () => {
  test('takes the place of the one before, with its permissions, through a link', async () => {
    const cwd = project({ Dockerfile: latest, 'real/old.txt': 'old and longer than that'.repeat(1_000) });
    chmodSync(join(cwd, 'real/old.txt'), 0o640);
    symlinkSync('real/old.txt', join(cwd, 'out.txt'));
    await cli(cwd, ['--format', 'github=out.txt']);
    expect(readFileSync(join(cwd, 'real/old.txt'), 'utf8')).toMatch(/^::error .*checked\n$/s);
    expect(statSync(join(cwd, 'real/old.txt')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['old.txt']);
  });

  const unwritable: [string, string, RegExp][] = [
    ['a folder', 'folder', /^policy-check: cannot write folder: EISDIR/],
    ['below a file', 'Dockerfile/x', /^policy-check: cannot write Dockerfile\/x: E/],
    ['a full disk', '/dev/full', /^policy-check: cannot write \/dev\/full: ENOSPC/],
  ];
  test.each(unwritable.filter(([, file]) => !file.startsWith('/dev/') || existsSync(file)))(
    '%s: exit code 2, and the other reports are there',
    async (_, file, message) => {
      const cwd = project({ Dockerfile: latest });
      mkdirSync(join(cwd, 'folder'));
      const { code, stdout, stderr } = await cli(cwd, ['--format', `json=${file}`, '--format', 'github']);
      expect(stderr).toMatch(message);
      expect(stdout).toContain('::error ');
      expect(code).toBe(2);
      expect(readdirSync(cwd)).toEqual(['Dockerfile', 'folder']);
    },
  );

  test('a device is written to as it is', async () => {
    const cwd = project({ Dockerfile: latest });
    expect((await cli(cwd, ['--format', 'json=/dev/null'])).code).toBe(1);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

test.each(formats)('%s does not depend on the order of paths and files', async (format) => {
  const names = ['b/Dockerfile', 'a/x.Dockerfile', 'c.yaml', 'a/b/z.Dockerfile', 'bad.Dockerfile', 'gone'];
  const cwd = project({});
  // A folder lists its files in the order they were made in, on some file systems.
  for (const name of names.slice(0, -1).toReversed()) {
    mkdirSync(join(cwd, name, '..'), { recursive: true });
    writeFileSync(
      join(cwd, name),
      name.startsWith('bad') ? 'nonsense' : name.endsWith('yaml') ? pod : latest.repeat(2),
    );
  }
  const { stdout, code } = await cli(cwd, ['--format', format, ...names]);
  expect(code).toBe(2);
  // The page says what it was asked for.
  const folders =
    format === 'html'
      ? []
      : [
          ['gone', '.', 'a'],
          ['a/b', 'gone', 'b', '.'],
        ];
  for (const order of [names.toReversed(), names.toSorted(), ...folders]) {
    expect((await cli(cwd, ['--format', format, ...order])).stdout).toBe(stdout);
  }
});

describe('what a run reads is not what it writes', () => {
  test.each([
    [['--format', 'json=Dockerfile', 'Dockerfile'], 'Dockerfile would overwrite Dockerfile'],
    [['--format', 'json=link', 'Dockerfile'], 'link would overwrite Dockerfile'],
    [['--format', 'json=policy-check.yaml'], 'policy-check.yaml would overwrite policy-check.yaml'],
    [['--write-baseline', 'Dockerfile', 'Dockerfile'], 'Dockerfile would overwrite Dockerfile'],
    [['--write-baseline', 'b.json', '--format', 'json=./b.json'], 'b.json and b.json are the same file'],
    [['--format', 'json=old', '--format', 'sarif=alias'], 'old and alias are the same file'],
  ])('%j', async (args, message) => {
    const files = { Dockerfile: latest, 'policy-check.yaml': 'profile: strict\n', old: 'x' };
    const cwd = project(files);
    symlinkSync('Dockerfile', join(cwd, 'link'));
    symlinkSync('old', join(cwd, 'alias'));
    const { code, stderr } = await cli(cwd, args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    for (const [name, text] of Object.entries(files))
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(text);
  });

  test('a pipe that nobody reads is said to be so', async () => {
    const cwd = project({ Dockerfile: latest });
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { code, stderr } = await cli(cwd, ['--format', 'json=pipe']);
    expect(stderr).toContain('cannot write pipe: ENXIO');
    expect(code).toBe(2);
  });
});
