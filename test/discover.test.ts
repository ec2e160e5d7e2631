import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { discover } from '../src/discover.ts';
import { project } from './project.ts';

/** The files and the failures that the paths lead to, in alphabetical order. */
function found(
  cwd: string,
  paths: string[],
  ignores: (path: string) => boolean = () => false,
  passOver = false,
): string[] {
  const ignoredBy = (path: string) => (ignores(path) ? 'somebody' : undefined);
  const { candidates, failures } = discover(paths, { cwd, ignoredBy, passOver });
  const names = candidates.map(({ file }) => file).sort();
  return names.concat(failures.map(({ file, message }) => `${file}: ${message}`).sort());
}

describe('by name', () => {
  const names = `
    .hidden/pod.YAML Containerfile Containerfile.dev Dockerfile Dockerfile.dev api.Dockerfile api.dockerfile
    dockerfile pod.json pod.yaml pod.yml`.match(/\S+/g)!;
  const others = `
    Dockerfile-dev Dockerfile.dockerignore Containerfile.containerignore .dockerignore README.md Dockerfile.rego
    dockerfile.rego my-dockerfile.txt node_modules/x/Dockerfile .git/Dockerfile`.match(/\S+/g)!;
  const files = Object.fromEntries([...names, ...others].map((name) => [name, '']));

  test('a folder gives what is named like a Dockerfile, YAML or JSON', () => {
    expect(found(project(files), ['.'])).toEqual(names);
  });

  test('a file that is named outright is always there', () => {
    expect(found(project(files), ['Dockerfile-dev', 'README.md', 'node_modules/x/Dockerfile'])).toHaveLength(
      3,
    );
  });
});

describe('the name of a file', () => {
  const files = { 'a/b/Dockerfile': '', 'c/Dockerfile': '' };

  test.each([
    [['.'], ['a/b/Dockerfile', 'c/Dockerfile']],
    [['a'], ['a/b/Dockerfile']],
    [
      ['a/', './c'],
      ['a/b/Dockerfile', 'c/Dockerfile'],
    ],
    [['./a/b/Dockerfile'], ['./a/b/Dockerfile']],
  ])('%j gives %j', (paths, names) => {
    expect(found(project(files), paths)).toEqual(names);
  });

  test('it is relative to the folder the user is in', () => {
    expect(found(join(project(files), 'c'), ['../a'])).toEqual(['../a/b/Dockerfile']);
  });

  test('an absolute folder gives absolute names', () => {
    const folder = project(files);
    expect(found('/', [join(folder, 'a')])).toEqual([`${folder}/a/b/Dockerfile`]);
  });

  test('what is met twice is there once, under the name given outright', () => {
    expect(found(project(files), ['.', 'a', 'a/b', './a/b/Dockerfile', 'a/../c/Dockerfile'])).toEqual([
      './a/b/Dockerfile',
      'a/../c/Dockerfile',
    ]);
  });
});

describe('.gitignore', () => {
  const files = {
    '.gitignore': '/build/\n*.tmp.yaml\nskipped\n',
    'build/Dockerfile': '',
    'src/build/Dockerfile': '',
    'src/a.tmp.yaml': '',
    'src/keep.tmp.yaml': '',
    'src/.gitignore': '!keep.tmp.yaml\n/local.yaml\n',
    'src/local.yaml': '',
    'src/deep/local.yaml': '',
    'src/skipped/Dockerfile': '',
  };
  const kept = ['src/build/Dockerfile', 'src/deep/local.yaml', 'src/keep.tmp.yaml'];

  test('those in the folder and below it hold', () => {
    expect(found(project(files), ['.'])).toEqual(kept);
  });

  test('those above it hold up to the root of the repository', () => {
    const cwd = project(files);
    mkdirSync(join(cwd, '.git'));
    expect(found(cwd, ['src'])).toEqual(kept);
  });

  test('without a repository those above it do not hold', () => {
    expect(found(project(files), ['src'])).toContain('src/skipped/Dockerfile');
  });

  test('those above the root of the repository do not hold', () => {
    const cwd = project(files);
    mkdirSync(join(cwd, 'src/.git'));
    expect(found(cwd, ['src'])).toContain('src/skipped/Dockerfile');
  });

  test('a file or folder that is named outright is checked all the same', () => {
    const cwd = project(files);
    mkdirSync(join(cwd, '.git'));
    expect(found(cwd, ['build', 'src/a.tmp.yaml'])).toEqual(['build/Dockerfile', 'src/a.tmp.yaml']);
  });

  test('letters count as git on Linux takes them', () => {
    expect(found(project({ '.gitignore': 'dockerfile\n', Dockerfile: '' }), ['.'])).toEqual(['Dockerfile']);
  });

  test('git agrees', () => {
    const cwd = project(files);
    execFileSync('git', ['init', '--quiet'], { cwd });
    const listed = execFileSync('git', ['ls-files', '--others', '--exclude-standard'], {
      cwd,
      encoding: 'utf8',
    });
    expect(listed.split('\n').filter((name) => name !== '' && !name.endsWith('.gitignore'))).toEqual(kept);
  });
});

describe('named outright, with passOver', () => {
  const files = {
    '.gitignore': '/build/\n*.tmp.yaml\n',
    'build/Dockerfile': '',
    'node_modules/x/Dockerfile': '',
    'vendor/x/pod.yaml': '',
    'src/Dockerfile-dev': '',
    'src/README.md': '',
    'src/a.tmp.yaml': '',
    'src/keep.tmp.yaml': '',
    'src/.gitignore': '!keep.tmp.yaml\n',
    'src/Containerfile': '',
  };
  const ignores = (path: string) => path.endsWith('/vendor');

  test.each([
    ['in a repository', { '.git/HEAD': '' }],
    ['in none', {}],
  ])('files are there that the current folder gives: %s', (_, more) => {
    const all = { ...files, ...more };
    const cwd = project(all);
    const there = found(cwd, Object.keys(all), ignores, true);
    expect(there).toEqual(['src/Containerfile', 'src/keep.tmp.yaml']);
    expect(found(cwd, ['.'], ignores)).toEqual(there);
  });

  test('of what is elsewhere, the folder that it is in decides', () => {
    const cwd = project({ ...files, '.git/HEAD': '', 'deploy/x': '' });
    const given = ['../src/Containerfile', '../src/a.tmp.yaml', '../src/README.md'];
    expect(found(join(cwd, 'deploy'), given, ignores, true)).toEqual(['../src/Containerfile']);
  });

  test('one that is not there is a failure all the same', () => {
    expect(found(project({}), ['Dockerfile'], undefined, true)).toEqual([
      'Dockerfile: no such file or folder',
    ]);
  });
});

describe('links', () => {
  test('to files and folders are followed', () => {
    const cwd = project({ 'in/real.yaml': '', 'out/Dockerfile': '', 'out/x/pod.yaml': '' });
    symlinkSync('real.yaml', join(cwd, 'in/link.yaml'));
    symlinkSync('../out', join(cwd, 'in/folder'));
    expect(found(cwd, ['in'])).toEqual([
      'in/folder/Dockerfile',
      'in/folder/x/pod.yaml',
      'in/link.yaml',
      'in/real.yaml',
    ]);
  });

  test('that lead back up are not entered', () => {
    const cwd = project({ 'a/Dockerfile': '', 'b/Dockerfile': '' });
    symlinkSync('.', join(cwd, 'a/self'));
    symlinkSync('..', join(cwd, 'a/up'));
    symlinkSync('/', join(cwd, 'a/root'));
    expect(found(cwd, ['a'])).toEqual(['a/Dockerfile']);
  });

  test('that lead to each other are entered once', () => {
    const cwd = project({ 'a/Dockerfile': '', 'b/Dockerfile': '' });
    symlinkSync('../b', join(cwd, 'a/b'));
    symlinkSync('../a', join(cwd, 'b/a'));
    expect(found(cwd, ['.'])).toEqual(['a/Dockerfile', 'b/Dockerfile']);
    expect(found(cwd, ['a'])).toEqual(['a/Dockerfile', 'a/b/Dockerfile']);
  });
});
