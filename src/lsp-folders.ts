import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folders that an editor has open, one, several or none. */
export type Folders = {
  set: (uris: readonly string[]) => void;
  change: (added: readonly string[], removed: readonly string[]) => void;
  /** The innermost folder that holds a file; undefined when none does. Absolute paths. */
  of: (path: string) => string | undefined;
};

export function openFolders(): Folders {
  let paths: string[] = [];
  const pathsOf = (uris: readonly string[]) => uris.map(pathOf).filter((path) => path !== undefined);
  return {
    set(uris) {
      paths = pathsOf(uris);
    },
    change(added, removed) {
      const gone = new Set(pathsOf(removed));
      paths = [...paths.filter((path) => !gone.has(path)), ...pathsOf(added)];
    },
    of: (path) =>
      paths
        .filter((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
        .sort((a, b) => b.length - a.length)[0],
  };
}

/** The absolute path of a file that is on a disk of this machine; undefined for anything else that has a URI. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
