export { createChecker } from './checker.ts';
export type { Checker, TextFile, TextOptions } from './checker.ts';
export { InputError } from './errors.ts';
export type { Failure, Finding, Kind, Path, Position, Range, Severity } from './finding.ts';
export { parse } from './parse.ts';
export type { Profile } from './profiles.ts';
export type { Result } from './result.ts';
