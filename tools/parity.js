// Makes docs/parity.md from what the parity tests left in .results/parity/ and from test/parity/differences.yaml, and prints
// its table. With --check it writes nothing and fails when the document is not what they give.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const root = join(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

const others = {
  'conftest parse': 'conftest reads what we read',
  opa: 'OPA, against the WASM module',
  'conftest test': 'conftest, against the WASM module',
  gatekeeper: "Gatekeeper's engine (gator, the exported templates), against the WASM module",
  buildkit: "BuildKit's own conversion",
  'pod security': "the Pod Security Standards' own fixtures",
  'the text': 'the text: a range shows the token alone, and of several the one that is meant',
};

const tallies = readdirSync(join(root, '.results/parity')).map((name) =>
  JSON.parse(read(`.results/parity/${name}`)),
);
const rows = Object.keys(others).flatMap((other) =>
  tallies
    .filter(({ between }) => between === other)
    .map(({ what, files, facts, documented }) => [others[other], what, files, facts, documented, 0]),
);
const table = [
  ['compared with', 'what', 'files', 'facts', 'files with documented differences', 'with others'],
  ['---', '---', '---:', '---:', '---:', '---:'],
  ...rows,
].map((cells) => `| ${cells.map((cell) => cell.toLocaleString('en')).join(' | ')} |`);

const differences = load(read('test/parity/differences.yaml')).map(
  ({ id, between, what, why, dockerfile, manifest }) => {
    const example = dockerfile ?? manifest;
    const language = dockerfile === undefined ? 'yaml' : 'dockerfile';
    const shown = example === undefined ? '' : `\n\n\`\`\`${language}\n${example.trimEnd()}\n\`\`\``;
    return `### ${id}\n\nWith ${between.join(', ')}. ${what} ${why}${shown}\n`;
  },
);

const corpus = JSON.parse(read('test/corpus.json'));
const total = (key) => corpus.reduce((sum, each) => sum + (each[key] ?? 0), 0).toLocaleString('en');

const page = `# One verdict everywhere

The same rules run in the command line (WASM), in OPA, in conftest and in Gatekeeper. \`make parity\` proves that they say the
same, on the project's own examples and cases and on files that nobody here wrote: ${total('dockerfiles')} Dockerfiles and
${total('manifests')} manifests of ${corpus.length} Go modules, by name, version and hash in [corpus.json](../test/corpus.json). It writes this page.

${table.join('\n')}

A fact is a finding (rule, path and message) or, for readers and BuildKit, what they make of a file. Gatekeeper's files are the
Kubernetes objects in them. What BuildKit is asked, for the last stage and with each stage as \`--target\`: which images the
build refers to and on which line, the final image's user and its labels. Of the text, a range must show
the finding's token and nothing else; where the value has that token more than once, the finding must go when that very place is replaced.

## Documented differences

A difference that no row explains fails the tests, and so does a row that explains none.

${differences.join('\n')}`;

const file = join(root, 'docs/parity.md');
if (!process.argv.includes('--check')) {
  console.log(table.join('\n'));
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/parity.md is not what the tests gave: run make parity');
  process.exit(1);
}
