// The step of action.yml that checks: annotations on standard output, outputs and a summary where GitHub wants them, and
// the exit code of the program.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** So many rows people read in a summary; the log has them all. */
const rowsShown = 50;
const lettersShown = 400;

const { env } = process;
const input = (name) => (env[`POLICY_CHECK_${name}`] ?? '').trim();
const lines = (name) =>
  input(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
/** With the equals sign, so that a value is one whatever it begins with. */
const option = (name, values) => values.filter((value) => value !== '').map((value) => `--${name}=${value}`);

const folder = mkdtempSync(join(env.RUNNER_TEMP, 'policy-check-'));
const report = join(folder, 'policy-check.json');
const sarif = join(folder, 'policy-check.sarif');
const args = [
  ...option('format', ['github', `json=${report}`, `sarif=${sarif}`, ...lines('REPORTS')]),
  ...option('config', [input('CONFIG')]),
  ...option('profile', [input('PROFILE')]),
  ...option('fail-on', [input('FAIL_ON')]),
  ...option('baseline', [input('BASELINE')]),
  ...option('build-arg', lines('BUILD_ARGS')),
  '--',
  ...lines('PATHS'),
];
const program = join(import.meta.dirname, '../dist/bin.js');
const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
  stdio: ['ignore', 'inherit', 'pipe'],
  encoding: 'utf8',
});
// What is wrong with the inputs, which nobody looks for in the log.
if (stderr !== '') console.log(`::error title=policy-check::${asData(stderr.trimEnd())}`);
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const { files, errors, warnings, suppressed, failures } = result.summary;
  const outputs = Object.entries({ files, errors, warnings, suppressed, failures, sarif });
  appendFileSync(env.GITHUB_OUTPUT, outputs.map(([name, value]) => `${name}=${value}\n`).join(''));
  appendFileSync(env.GITHUB_STEP_SUMMARY, summarise(result));
}
process.exitCode = status ?? 2;

/** As the runner reads the text of a command. */
function asData(text) {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function summarise({ summary, findings, failures }) {
  const { files, errors, warnings, suppressed } = summary;
  const rows = [
    ...failures.map(({ file, line, message }) => ['not checked', '', place(file, line), message]),
    ...['error', 'warning'].flatMap((severity) =>
      findings
        .filter((finding) => finding.severity === severity)
        .map(({ rule, file, range, message }) => [severity, rule, place(file, range.start.line), message]),
    ),
  ];
  const table = rows.length === 0 ? [] : [['', 'rule', 'place', 'what to do'], Array(4).fill('---')];
  for (const row of rows.slice(0, rowsShown)) table.push(row.map(asMarkdown));
  const more = rows.length - rowsShown;
  return [
    '### policy-check',
    '',
    `Files checked: ${files}, errors: ${errors}, warnings: ${warnings}, suppressed: ${suppressed}, not checked: ${failures.length}`,
    '',
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    ...(more > 0 ? ['', `and ${more} more, which the log has`] : []),
    '\n',
  ].join('\n');
}

function place(file, line) {
  return line === undefined ? file : `${file}:${line}`;
}

/** The text as it is, in one line: every punctuation mark escaped, which keeps HTML, links and mentions out. */
function asMarkdown(text) {
  const short = text.length > lettersShown ? `${text.slice(0, lettersShown)}…` : text;
  return short
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\ufffd')
    .replace(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}
