import { lstatSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { noConfiguration, readConfiguration } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import { failure } from './failure.ts';
import type { Failure } from './finding.ts';
import { settle } from './settings.ts';
import type { Enforcement } from './gatekeeper-constraint.ts';
import type { Layer, Settings } from './settings.ts';
import { readText } from './source.ts';

const name = 'policy-check.yaml';
const misspelt = 'policy-check.yml';

/** Knows which configuration governs which file: the nearest one in its folder or above, or the one given. */
export type Governor = {
  /**
   * The settings for the file at an absolute path; undefined when the configuration that governs it is broken.
   * Files that are treated alike get the very same object.
   */
  settingsFor: (file: string) => Settings | undefined;
  /** The settings in a folder (an absolute path) where no override applies; undefined likewise. */
  settingsIn: (folder: string) => Settings | undefined;
  /** What the configuration that governs a folder (an absolute path) says about the cluster. */
  enforcementIn: (folder: string) => Enforcement;
  /** Whether the configuration that governs a folder (an absolute path) treats some files differently from others. */
  distinguishes: (folder: string) => boolean;
  /** Whether the governing configuration's `ignore` means the file or folder at an absolute path. */
  ignores: (path: string) => boolean;
  /** One for each broken configuration met so far. */
  failures: Failure[];
};

type Realm = {
  /** The absolute path that the configuration's globs are relative to. */
  folder: string;
  configuration: Configuration;
  /** By which overrides apply, as a string of 0 and 1. */
  settings: Map<string, Settings>;
};

/**
 * @param options.config - a configuration that governs every file, as the user gave it
 * @param options.flags - what the command line says, over every configuration
 * @param options.sources - gets the texts of broken configurations
 */
export function createGovernor(options: {
  cwd: string;
  config?: string | undefined;
  flags: Layer;
  sources: Map<string, string>;
}): Governor {
  const { cwd, config, flags, sources } = options;
  const failures: Failure[] = [];
  const realms = new Map<string, Realm | undefined>();
  const given = config === undefined ? undefined : { realm: load(resolve(cwd, config), config) };
  const nobody: Realm = { folder: cwd, configuration: noConfiguration, settings: new Map() };

  function load(file: string, shown: string): Realm | undefined {
    let text: string | undefined;
    try {
      text = readText(file);
      return { folder: dirname(file), configuration: readConfiguration(text), settings: new Map() };
    } catch (error) {
      failures.push(failure(shown, error));
      if (text !== undefined) sources.set(shown, text);
      return undefined;
    }
  }

  /** Passing over what is meant as a configuration would check by other rules than somebody thinks. */
  function refuse(shown: string): undefined {
    failures.push({ file: shown, message: `a configuration is called ${name}; rename this file` });
  }

  function realmOf(folder: string): Realm | undefined {
    if (given !== undefined) return given.realm;
    if (!realms.has(folder)) {
      const file = join(folder, name);
      const parent = dirname(folder);
      const realm = exists(file)
        ? load(file, within(cwd, file))
        : exists(join(folder, misspelt))
          ? refuse(within(cwd, join(folder, misspelt)))
          : parent === folder
            ? nobody
            : realmOf(parent);
      realms.set(folder, realm);
    }
    return realms.get(folder);
  }

  function settled(realm: Realm, path: string | undefined): Settings {
    const { configuration, settings } = realm;
    const applies = configuration.overrides.map(({ matches }) => path !== undefined && matches(path));
    const key = applies.map(Number).join('');
    const overrides = configuration.overrides.filter((_, index) => applies[index]);
    const known = settings.get(key) ?? settle([configuration, ...overrides, flags]);
    settings.set(key, known);
    return known;
  }

  return {
    failures,
    ignores(path) {
      const realm = realmOf(dirname(path));
      return realm?.configuration.ignores(within(realm.folder, path)) ?? false;
    },
    settingsFor(file) {
      const realm = realmOf(dirname(file));
      return realm && settled(realm, within(realm.folder, file));
    },
    enforcementIn(folder) {
      return (realmOf(folder) ?? nobody).configuration.enforcement;
    },
    distinguishes(folder) {
      return (realmOf(folder)?.configuration.overrides.length ?? 0) > 0;
    },
    settingsIn(folder) {
      const realm = realmOf(folder);
      return realm && settled(realm, undefined);
    },
  };
}

/** The relative path, the way somebody in `folder` would write it; `/` separates. */
function within(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/** A link that leads nowhere is there too: then reading says so, and nothing is checked without its configuration. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Above a path that is not there, or a file: nothing to find. Anything else shows when the file is read.
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}
