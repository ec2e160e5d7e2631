import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Result } from '../../src/check.ts';
import { toolFolder } from '../e2e/tools.ts';
import { brief, checked, clean, latest, pod } from '../project.ts';
import { checkout, commit, folder } from './checkout.ts';
import { runIn } from './run.ts';

const home = folder();
const cwd = folder();
const python = join(toolFolder, 'pre-commit/bin/python');
const preCommit = (...args: string[]) =>
  runIn(cwd, [python, '-m', 'pre_commit', ...args], { PRE_COMMIT_HOME: home });

function write(files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), content);
  }
}

/** Stages files and commits them, as somebody does who has the hook installed. */
function commitFiles(files: Record<string, string>) {
  write(files);
  runIn(cwd, ['git', 'add', ...Object.keys(files)]);
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return runIn(cwd, ['git', ...author, 'commit', '--message=x'], { PRE_COMMIT_HOME: home });
}

const configuration = (repository: string, revision: string, args: string[]) => `repos:
  - repo: ${repository}
    rev: ${revision}
    hooks:
      - id: policy-check
        args: ${JSON.stringify(args)}
`;

let found: string;
beforeAll(() => {
  const clone = checkout();
  const revision = commit(clone);
  found = join(home, 'found.json');
  write({
    '.pre-commit-config.yaml': configuration(clone, revision, []),
    // Nothing that is not asked about.
    'all.yaml': configuration(clone, revision, ['--fail-on=never', `--format=json=${found}`]),
  });
  commit(cwd);
  expect(preCommit('install', '--install-hooks')).toMatchObject({ code: 0 });
}, 300_000);

test('a clean commit passes, with YAML in it that is nothing of ours', () => {
  const { code, output } = commitFiles({ Dockerfile: clean, 'values.yaml': 'image: nginx\n' });
  expect(output).toMatch(/^policy-check\.+Passed$/m);
  expect(code).toBe(0);
});

test('a commit with findings in several files is refused', () => {
  const { code, output } = commitFiles({
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
  runIn(cwd, ['git', 'reset', '--quiet']);
});

test('a file that cannot be checked is refused', () => {
  const { code, output } = commitFiles({ 'pod.yaml': `${pod}{{ nonsense }}\n` });
  expect(output).toMatch(/^- exit code: 2$/m);
  expect(output).toContain('pod.yaml:9');
  expect(code).toBe(1);
  runIn(cwd, ['git', 'rm', '--quiet', '--force', 'pod.yaml']);
});

test('what is committed alone counts, not what lies beside it', () => {
  write({ 'other.Dockerfile': latest });
  expect(commitFiles({ 'more.Dockerfile': clean }).code).toBe(0);
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
  runIn(cwd, ['git', 'add', '--all', '--force']);
  const { output, code } = preCommit('run', '--all-files', '--config=all.yaml');
  expect(output).toMatch(/^policy-check\.+Passed$/m);
  expect(code).toBe(0);
  const result = JSON.parse(readFileSync(found, 'utf8')) as Result;
  const { findings, summary } = await checked(cwd);
  expect(brief(result)).toEqual(brief({ findings }));
  expect(result.summary).toEqual(summary);
  expect(summary.files).toBeGreaterThan(12);
});
