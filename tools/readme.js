// Fills in what the README and docs/ show of the program: the true output of commands, and the tables of rules. With
// --check it writes nothing and fails when one of them says something else.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(join(import.meta.dirname, '..'));

const rules = JSON.parse(readFileSync('src/catalogue.json', 'utf8'));
const { profiles } = JSON.parse(readFileSync('bundle.json', 'utf8'));

function output(command) {
  const { stdout, stderr } = spawnSync(process.execPath, ['dist/bin.js', ...command.split(' ').slice(1)], {
    encoding: 'utf8',
  });
  return `\`\`\`console\n$ npx ${command}\n${stdout}${stderr}\`\`\``;
}

/** What the profiles make of a rule's severity, with a mark where they change its parameters too. */
function inProfile(profile, { id, severity }) {
  const change = profiles[profile].rules?.[id] ?? {};
  const [parameters] = Object.entries(change.parameters ?? {}).map(
    ([name, value]) => `, \`${name}: ${value}\``,
  );
  return `${change.severity ?? severity}${parameters ?? ''}`;
}

function table() {
  const rows = rules.map((rule) => {
    const { id, title, subjects, parameters } = rule;
    const names = Object.keys(parameters?.properties ?? {}).map((name) => `\`${name}\``);
    return `| \`${id}\` | ${title} | ${subjects.join(', ')} | ${Object.keys(profiles)
      .map((profile) => inProfile(profile, rule))
      .join(' | ')} | ${names.join(', ')} |`;
  });
  const head = ['rule', 'practice', 'on', ...Object.keys(profiles), 'parameters'];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

function parameterTable() {
  const rows = rules.flatMap(({ id, parameters }) =>
    Object.entries(parameters?.properties ?? {}).map(([name, schema]) => {
      const text = JSON.stringify(schema.default);
      const shown = text.length > 80 ? `${schema.default.length} entries` : `\`${text}\``;
      return `| \`${id}\` | \`${name}\` | ${shown} | ${schema.description.replaceAll('|', '\\|')} |`;
    }),
  );
  return ['| rule | parameter | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The keys of policy-check.yaml, as editors explain them. */
function keyTable() {
  const { properties, $defs } = JSON.parse(readFileSync('policy-check.schema.json', 'utf8'));
  const rows = Object.entries(properties).map(([key, property]) => {
    const { title, description, examples } = property.$ref
      ? $defs[property.$ref.split('/').at(-1)]
      : property;
    const example = examples === undefined ? '' : `\`${JSON.stringify(examples[0])}\``;
    return `| \`${key}\` | ${title}: ${description} | ${example} |`;
  });
  return ['| key | meaning | example |', '| --- | --- | --- |', ...rows].join('\n');
}

const makers = {
  'output of: .*': (marker) => output(marker.replace('output of: ', '')),
  rules: table,
  parameters: parameterTable,
  keys: keyTable,
};

/** The text of a file with what stands between each `<!-- marker -->` and its `<!-- end -->` made anew. */
function filled(file, text) {
  let parts = 0;
  const result = Object.entries(makers).reduce((before, [marker, make]) => {
    const part = new RegExp(`(<!-- (${marker}) -->\\n)[^]*?(<!-- end -->)`, 'g');
    return before.replace(part, (_, start, found, end) => {
      parts++;
      return `${start}${make(found)}\n${end}`;
    });
  }, text);
  if (parts !== text.split('<!-- end -->').length - 1)
    throw new Error(`${file} has a marker that is unknown`);
  return result;
}

const stale = [];
for (const file of ['README.md', 'docs/configuration.md', 'docs/reports.md', 'docs/fixes.md']) {
  const current = readFileSync(file, 'utf8');
  const wanted = filled(file, current);
  if (!process.argv.includes('--check')) writeFileSync(file, wanted);
  else if (wanted !== current) stale.push(file);
}
if (stale.length > 0) {
  console.error(`not what the program prints: ${stale.join(', ')}; run make generate`);
  process.exit(1);
}
