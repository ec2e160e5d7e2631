import { rules } from './catalogue.ts';
import type { Severity } from './finding.ts';
import { profileNames, profiles } from './profiles.ts';
import type { Profile, RuleChange } from './profiles.ts';

/** What one source (a configuration, one of its overrides, the command line) has to say. */
export type Layer = {
  profile?: Profile | undefined;
  rules?: Record<string, RuleChange> | undefined;
  buildArgs?: Record<string, string> | undefined;
  target?: string | undefined;
  platform?: string | undefined;
};

/** The document that the policy reads as `data.policy_check`: only what differs from the rules' own defaults. */
export type Settings = {
  /** By rule id. */
  parameters?: Record<string, Record<string, unknown>>;
  /** By rule id. */
  severity?: Record<string, Severity | 'off'>;
  buildArgs?: Record<string, string>;
  target?: string;
  platform?: string;
};

/** What names a platform: `os/architecture` or `os/architecture/variant`. */
export const platformPattern = '^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){1,2}$';

const recommended = new Map(rules.map((rule) => [rule.id, rule.severity]));

/** One settings document out of layers, the later ones over the earlier ones; whichever profile wins lies under all. */
export function settle(layers: readonly Layer[]): Settings {
  const profile = layers.findLast((layer) => layer.profile !== undefined)?.profile ?? profileNames[0];
  const changes: Record<string, RuleChange>[] = [
    profiles[profile].rules ?? {},
    ...layers.map((layer) => layer.rules ?? {}),
  ];
  const severity: NonNullable<Settings['severity']> = {};
  const parameters: NonNullable<Settings['parameters']> = {};
  for (const [id, change] of changes.flatMap((change) => Object.entries(change))) {
    if (change.severity !== undefined) severity[id] = change.severity;
    if (change.parameters !== undefined) parameters[id] = { ...parameters[id], ...change.parameters };
  }
  for (const id of Object.keys(severity)) if (severity[id] === recommended.get(id)) delete severity[id];

  const buildArgs = Object.fromEntries(layers.flatMap((layer) => Object.entries(layer.buildArgs ?? {})));
  // As for docker build, an empty target is none.
  const target = layers.findLast((layer) => layer.target)?.target;
  const platform = layers.findLast((layer) => layer.platform)?.platform;
  return {
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(Object.keys(severity).length > 0 && { severity }),
    ...(Object.keys(buildArgs).length > 0 && { buildArgs }),
    ...(target !== undefined && { target }),
    ...(platform !== undefined && { platform }),
  };
}
