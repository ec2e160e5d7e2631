// Makes docs/precision.md from test/parity/precision.yaml. With --check it writes nothing and fails when it differs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

process.chdir(join(import.meta.dirname, '..'));
const judged = load(readFileSync('test/parity/precision.yaml', 'utf8'));

const findings = judged.flatMap(({ file, for: purpose, right = [], wrong = [], because }) => [
  ...right.map((text) => ({ text, file, verdict: purpose ? 'meant' : 'right' })),
  ...wrong.map((text) => ({ text, file, verdict: 'wrong', because })),
]);
const ruleOf = ({ text }) => text.split(' ')[1];
const rules = [...new Set(findings.map(ruleOf))].sort();
const count = (verdict, rule) =>
  findings.filter((each) => each.verdict === verdict && (!rule || ruleOf(each) === rule)).length;
const row = (cells) => `| ${cells.join(' | ')} |`;
const counts = (name, rule) => row([name, ...['right', 'meant', 'wrong'].map((each) => count(each, rule))]);

const projects = new Set(judged.map(({ file }) => file.split('@')[0])).size;
const wrong = judged.filter((each) => each.wrong);
const files = judged.map(({ file, for: purpose, right = [], wrong: bad = [] }) =>
  row([`\`${file}\``, purpose ? '' : right.length, purpose ? right.length : '', bad.length]),
);
const share = ((100 * count('wrong')) / findings.length).toFixed(1);

const page = `# How often the rules about the final image are right

${judged.length} Dockerfiles of ${projects} projects in the corpus: of each the first that these rules find something in, and another that by its
name is no build environment. Every finding was read, and is kept with its verdict in
[precision.yaml](../test/parity/precision.yaml). The tests fail when the rules say something else of one of these files than what was read.

- **right**: it is true of the image, and what it advises would make it better.
- **meant**: it is true, but the image is an environment to build, test or package in, which has compilers and sources on
  purpose. A linter cannot tell such a Dockerfile from one whose image is deployed. Switch the rules off there, with
  \`overrides: [{files: ["**/.devcontainer/**"], rules: {multi-stage-build: off, …}}]\` in policy-check.yaml, or an ignore.
- **wrong**: it is not true, or the image needs it to run.

${[row(['rule', 'right', 'meant', 'wrong']), row(['---', '---:', '---:', '---:']), ...rules.map((rule) => counts(`\`${rule}\``, rule)), counts('all')].join('\n')}

Of ${findings.length} findings ${count('wrong')} (${share} %) are wrong. Of the ${findings.length - count('meant')} about other Dockerfiles, those of deployed images, examples and test fixtures, that is
${((100 * count('wrong')) / (findings.length - count('meant'))).toFixed(0)} %, mostly images of tools that compile what they are given; an ignore with that reason is the answer there:

${wrong.map(({ file, wrong: bad, because }) => `- \`${file}\`: ${bad.length} of ${[...new Set(bad.map((text) => text.split(' ')[1]))].map((rule) => `\`${rule}\``).join(', ')}, because ${because}`).join('\n')}

\`musl-compat\` finds nothing in the corpus: every program there that comes from a stage with glibc into Alpine Linux is linked
statically, or from a base that nobody knows.

| file | right | meant | wrong |
| --- | ---: | ---: | ---: |
${files.join('\n')}
`;

const target = 'docs/precision.md';
if (!process.argv.includes('--check')) writeFileSync(target, page);
else if (readFileSync(target, 'utf8') !== page) {
  console.error(`${target} is not what test/parity/precision.yaml says: run make generate`);
  process.exit(1);
}
