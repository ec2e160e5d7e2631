import bundle from '../bundle.json' with { type: 'json' };
import type { Severity } from './finding.ts';

/** Every profile; the first applies where nobody chooses. */
export const profileNames = ['recommended', 'production', 'strict'] as const;

export type Profile = (typeof profileNames)[number];

/** What a profile or a configuration changes about one rule. */
export type RuleChange = { severity?: Severity | 'off'; parameters?: Record<string, unknown> };

/** What each profile changes, by rule id. */
export const profiles: Record<Profile, { rules?: Record<string, RuleChange> }> = bundle.profiles as never;

/** The version of the rules and of this package; the build refuses to let them differ. */
export const version = bundle.revision;
