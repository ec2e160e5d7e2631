import { dirname, join, relative, resolve, sep } from 'node:path';
import { noConfiguration, readConfiguration } from './configuration.ts';
import type { Configuration } from './configuration.ts';
import { failure } from './failure.ts';
import type { Failure } from './finding.ts';
import { exists } from './repository.ts';
import { settingsOf, settle } from './settings.ts';
import type { Enforcement } from './gatekeeper-constraint.ts';
import type { Effective, Layer, Settings, Source } from './settings.ts';
import { readText } from './source.ts';

export const configurationName = 'policy-check.yaml';
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
  /** What holds for the file at an absolute path, and where that is said; undefined likewise. */
  effectiveFor: (file: string) => Effective | undefined;
  /** The configuration that governs the file at an absolute path, as the user knows it; undefined when none does. */
  configurationOf: (file: string) => string | undefined;
  /** The entry of the governing configuration's `ignore` that means the file or folder at an absolute path. */
  ignoredBy: (path: string) => string | undefined;
  /** One for each broken configuration met so far. */
  failures: Failure[];
};

type Realm = {
  /** How the user knows the configuration's file; undefined where there is none. */
  shown: string | undefined;
  /** The absolute path that the configuration's globs are relative to. */
  folder: string;
  configuration: Configuration;
  /** By which overrides apply, as a string of 0 and 1. */
  outcomes: Map<string, Outcome>;
};

type Outcome = { effective: Effective; settings: Settings };

/** What the command line calls a setting. */
const optionOf: Record<keyof Layer, string> = {
  profile: '--profile',
  rules: '',
  buildArgs: '--build-arg',
  target: '--target',
  platform: '--platform',
};

/**
 * @param options.config - a configuration that governs every file, as the user gave it
 * @param options.flags - what the command line says, over every configuration
 * @param options.sources - gets the texts of broken configurations
 * @param options.unsaved - gives the text of a file (an absolute path) where it is not what is on the disk
 */
export function createGovernor(options: {
  cwd: string;
  config?: string | undefined;
  flags: Layer;
  sources: Map<string, string>;
  unsaved?: (path: string) => string | undefined;
}): Governor {
  const { cwd, config, sources, unsaved = () => undefined } = options;
  const flags: Source = { ...options.flags, origin: ([key]) => optionOf[key as keyof Layer] };
  const failures: Failure[] = [];
  const realms = new Map<string, Realm | undefined>();
  const given = config === undefined ? undefined : { realm: load(resolve(cwd, config), config) };
  const nobody: Realm = {
    shown: undefined,
    folder: cwd,
    configuration: noConfiguration,
    outcomes: new Map(),
  };

  function load(file: string, shown: string): Realm | undefined {
    let text: string | undefined;
    try {
      text = unsaved(file) ?? readText(file);
      const configuration = readConfiguration(text, shown);
      return { shown, folder: dirname(file), configuration, outcomes: new Map() };
    } catch (error) {
      failures.push(failure(shown, error));
      if (text !== undefined) sources.set(shown, text);
      return undefined;
    }
  }

  /** Passing over what is meant as a configuration would check by other rules than somebody thinks. */
  function refuse(shown: string): undefined {
    failures.push({
      file: shown,
      message: `a configuration is called ${configurationName}; rename this file`,
    });
  }

  function realmOf(folder: string): Realm | undefined {
    if (given !== undefined) return given.realm;
    if (!realms.has(folder)) {
      const file = join(folder, configurationName);
      const parent = dirname(folder);
      const realm =
        unsaved(file) !== undefined || exists(file)
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

  function outcomeIn(realm: Realm, path: string | undefined): Outcome {
    const { configuration, outcomes } = realm;
    const applies = configuration.overrides.map(({ matches }) => path !== undefined && matches(path));
    const key = applies.map(Number).join('');
    const known = outcomes.get(key);
    if (known !== undefined) return known;
    const overrides = configuration.overrides.filter((_, index) => applies[index]);
    const effective = settle([configuration, ...overrides, flags]);
    const outcome = { effective, settings: settingsOf(effective) };
    outcomes.set(key, outcome);
    return outcome;
  }

  function outcomeFor(file: string): Outcome | undefined {
    const realm = realmOf(dirname(file));
    return realm && outcomeIn(realm, within(realm.folder, file));
  }

  return {
    failures,
    ignoredBy(path) {
      const realm = realmOf(dirname(path));
      return realm?.configuration.ignoredBy(within(realm.folder, path));
    },
    settingsFor(file) {
      return outcomeFor(file)?.settings;
    },
    effectiveFor(file) {
      return outcomeFor(file)?.effective;
    },
    configurationOf(file) {
      return realmOf(dirname(file))?.shown;
    },
    enforcementIn(folder) {
      return (realmOf(folder) ?? nobody).configuration.enforcement;
    },
    distinguishes(folder) {
      return (realmOf(folder)?.configuration.overrides.length ?? 0) > 0;
    },
    settingsIn(folder) {
      const realm = realmOf(folder);
      return realm && outcomeIn(realm, undefined).settings;
    },
  };
}

/** The relative path, the way somebody in `folder` would write it; `/` separates. */
function within(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
