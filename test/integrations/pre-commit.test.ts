import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Result } from '../../src/check.ts';
import { toolFolder } from '../e2e/tools.ts';
import { brief, checked, clean, latest, pod } from '../project.ts';
import { checkout, commit, folder } from './checkout.ts';
import { snippet } from './page.ts';
import { runIn } from './run.ts';

const home = folder();
const cwd = folder();
const python = join(toolFolder, 'pre-commit/bin/python');
const preCommit = (...args: string[]) =>
  runIn(cwd, [python, '-m', 'pre_commit', ...args], { env: { PRE_COMMIT_HOME: home } });

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
}

/** Stages files and commits them, as somebody does who has the hook installed. */
async function commitFiles(files: Record<string, string>) {
  write(files);
  await runIn(cwd, ['git', 'add', ...Object.keys(files)]);
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return runIn(cwd, ['git', ...author, 'commit', '--message=x'], { env: { PRE_COMMIT_HOME: home } });
}

let found: string;
beforeAll(async () => {
  const clone = checkout();
  const configuration = snippet('pre-commit')
    .replace(/repo: https.*/, `repo: ${clone}`)
    .replace(/rev: .*/, `rev: ${commit(clone)}`);
  found = join(home, 'found.json');
  write({
    '.pre-commit-config.yaml': configuration,
    'all.yaml': configuration.replace(
      /^ *args: .*/m,
      `        args: [--fail-on=never, --format=json=${found}]`,
    ),
  });
  commit(cwd);
  expect(await preCommit('install', '--install-hooks')).toMatchObject({ code: 0 });
}, 300_000);

test('a clean commit passes, with YAML in it that is nothing of ours', async () => {
  const { code, output } = await commitFiles({ Dockerfile: clean, 'values.yaml': 'image: nginx\n' });
  expect(output).toMatch(/^policy-check\.+Passed$/m);
  expect(code).toBe(0);
});

test('a commit with findings in several files is refused', async () => {
  const { code, output } = await commitFiles({
    'api/Dockerfile': latest,
    'deploy/pod.yaml': pod,
    'deploy/values.yaml': 'image: nginx\n',
    'README.md': 'FROM nginx\n',
  });
  expect(output).toMatch(/^policy-check\.+Failed$/m);
  expect(output).toContain('api/Dockerfile:1:24 error no-latest-tag');
  expect(output).toContain('deploy/pod.yaml:8:32 error no-latest-tag');
  expect(output).toContain('2 files checked: 3 errors');
  expect(code).toBe(1);
  await runIn(cwd, ['git', 'reset', '--quiet']);
});

test('a file that cannot be checked is refused', async () => {
  const { code, output } = await commitFiles({ 'pod.yaml': `${pod}{{ nonsense }}\n` });
  expect(output).toMatch(/^- exit code: 2$/m);
  expect(output).toContain('pod.yaml:9');
  expect(code).toBe(1);
  await runIn(cwd, ['git', 'rm', '--quiet', '--force', 'pod.yaml']);
});

test('what is committed alone counts, not what lies beside it', async () => {
  write({ 'other.Dockerfile': latest });
  expect(await commitFiles({ 'more.Dockerfile': clean })).toMatchObject({ code: 0 });
});

test('the hook takes the files that the program takes in a folder', async () => {
  const dockerfiles = `Dockerfile.dev dockerfile Containerfile Containerfile.dev Containerfile-dev a/b.Dockerfile a/c.dockerfile
    Dockerfile-dev dockerfile.dev my-dockerfile Dockerfile.dockerignore Containerfile.containerignore Dockerfile.rego`;
  const manifests = 'pod.yml pod.YAML pod.yaml.txt yaml pod.jsonl a/Dockerfile/pod.yaml';
  const ignored = 'node_modules/x/Dockerfile vendor/Dockerfile';
  const files = (names: string, text: string) =>
    Object.fromEntries(names.match(/\S+/g)!.map((name) => [name, text]));
  write({
    ...files(dockerfiles, latest),
    ...files(manifests, pod),
    ...files(ignored, latest),
    'policy-check.yaml': 'ignore: [vendor]\n',
    'pod.json': '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "r.example.com/a"}]}}',
  });
  await runIn(cwd, ['git', 'add', '--all', '--force']);
  const { output, code } = await preCommit('run', '--all-files', '--config=all.yaml');
  expect(output).toMatch(/^policy-check\.+Passed$/m);
  expect(code).toBe(0);
  const result = JSON.parse(readFileSync(found, 'utf8')) as Result;
  const { findings, summary } = await checked(cwd);
  expect(brief(result)).toEqual(brief({ findings }));
  expect(result.summary).toEqual(summary);
  expect(summary.files).toBeGreaterThan(12);
});
