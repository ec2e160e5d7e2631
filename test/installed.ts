import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { project } from './project.ts';

/** A project where the package is installed as it is built. Gives its path. */
export function installed(files: Record<string, string>): string {
  const cwd = project(files);
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
  symlinkSync(resolve('.'), join(cwd, 'node_modules/policy-check'));
  symlinkSync(resolve('dist/bin.js'), join(cwd, 'node_modules/.bin/policy-check'));
  return cwd;
}
