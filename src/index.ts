export { check } from './check.ts';
export type { CheckOptions, Result } from './check.ts';
export type { Failure, Finding, Kind, Path, Position, Range, Severity } from './finding.ts';
export type { Fix, TextEdit } from './fix.ts';
export type { Profile } from './profiles.ts';
