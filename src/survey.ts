import { posix } from 'node:path';
import { discover } from './discover.ts';
import { failure } from './failure.ts';
import type { Failure } from './finding.ts';
import { loadPolicy } from './policy-file.ts';
import { readCandidate } from './read-candidate.ts';
import { parse } from './read.ts';

/** What a folder holds, as far as a configuration may be about it. Paths are relative to the folder. */
export type Survey = {
  dockerfiles: number;
  manifests: number;
  /** By registry, with the path that all of its images share: how many uses of images there are. */
  registries: Map<string, number>;
  /** By Dockerfile, the names of its stages, where there are some. */
  stages: Map<string, string[]>;
  /** Folders whose files are somebody else's, or bad on purpose. */
  foreign: string[];
  /** Folders for production. */
  production: string[];
  /** What cannot be read as it is, such as the templates of a Helm chart. */
  unreadable: Failure[];
};

/** By what folders are called for copies of other projects (Go, Bazel) and for the input of tests (Go, pytest). */
const foreignNames = ['vendor', 'third_party', 'testdata', 'fixtures'];
const productionNames = ['prod', 'production'];

/** Looks through a folder (an absolute path) as a check without a configuration would. */
export async function survey(folder: string): Promise<Survey> {
  const policy = await loadPolicy();
  const { candidates, failures } = discover(['.'], { cwd: folder, ignoredBy: () => undefined });
  const unreadable = [...failures];
  const counts = { dockerfile: 0, workload: 0 };
  const images: { registry: string; path: string[] }[] = [];
  const stages: Survey['stages'] = new Map();
  const files: string[] = [];
  for (const candidate of candidates.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    const { file } = candidate;
    try {
      const text = readCandidate(candidate);
      const documents = text === undefined ? undefined : parse(text, candidate);
      if (documents === undefined) continue;
      const found = documents.map(({ input }) => policy.evaluate(input, settings).inventory!);
      for (const each of found) images.push(...each.images);
      const names = found.flatMap((each) => each.stages);
      if (names.length > 0) stages.set(file, names);
      counts[documents[0]!.kind]++;
    } catch (error) {
      unreadable.push(failure(file, error));
    }
    files.push(file);
  }
  return {
    dockerfiles: counts.dockerfile,
    manifests: counts.workload,
    registries: registriesOf(images),
    stages,
    foreign: foldersCalled(foreignNames, files),
    production: foldersCalled(productionNames, files),
    unreadable,
  };
}

const settings = { inventory: true } as const;

function registriesOf(images: readonly { registry: string; path: string[] }[]): Map<string, number> {
  const byRegistry = new Map<string, { shared: string[]; uses: number }>();
  for (const { registry, path } of images) {
    const { shared, uses } = byRegistry.get(registry) ?? { shared: path, uses: 0 };
    const differs = shared.findIndex((component, index) => component !== path[index]);
    byRegistry.set(registry, { shared: differs < 0 ? shared : shared.slice(0, differs), uses: uses + 1 });
  }
  const entries = [...byRegistry].map(([registry, { shared, uses }]): [string, number] => [
    [registry, ...shared].join('/'),
    uses,
  ]);
  return new Map(entries.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

/** The outermost folders of such a name on the way to the files. */
function foldersCalled(names: readonly string[], files: readonly string[]): string[] {
  const folders = files.map((file) => {
    const parts = posix.dirname(file).split('/');
    const index = parts.findIndex((part) => names.includes(part));
    return index < 0 ? undefined : parts.slice(0, index + 1).join('/');
  });
  return [...new Set(folders.filter((folder) => folder !== undefined))];
}
