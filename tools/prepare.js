// Builds dist/ when npm prepares a checkout. `npm install --global git+…`, which is how pre-commit installs a hook, prepares
// it without its dependencies (npm/cli#8440); then they are installed first.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));
if (!existsSync('node_modules')) {
  const options = ['--global=false', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  execFileSync(process.execPath, [process.env.npm_execpath, 'ci', ...options], { stdio: 'inherit' });
}
await import('../build.js');
