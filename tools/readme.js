// Fills in what the README shows of the program: the true output of commands, and the table of rules. With --check it
// writes nothing and fails when the README says something else.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));

function output(command) {
  const { stdout, stderr } = spawnSync(process.execPath, ['dist/bin.js', ...command.split(' ').slice(1)], {
    encoding: 'utf8',
  });
  return `\`\`\`console\n$ npx ${command}\n${stdout}${stderr}\`\`\``;
}

function table() {
  const rules = JSON.parse(readFileSync('src/catalogue.json', 'utf8'));
  const rows = rules.map(({ id, title, severity, subjects, parameters }) => {
    const names = Object.keys(parameters?.properties ?? {}).map((name) => `\`${name}\``);
    return `| \`${id}\` | ${title} | ${subjects.join(', ')} | ${severity} | ${names.join(', ')} |`;
  });
  return [
    '| rule | practice | on | recommended | parameters |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const current = readFileSync('README.md', 'utf8');
const filled = current
  .replace(
    /(<!-- output of: (.*) -->\n)```console[\s\S]*?\n```/g,
    (_, marker, command) => marker + output(command),
  )
  .replace(/(<!-- rules -->\n)[\s\S]*?(?=\n\n`policy-check` checks)/, (_, marker) => `${marker}\n${table()}`);

if (!process.argv.includes('--check')) writeFileSync('README.md', filled);
else if (filled !== current) {
  console.error('README.md does not show what the program prints; run make generate');
  process.exit(1);
}
