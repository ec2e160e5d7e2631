import { blocksOf } from './documents.ts';

/** What a page has its reader do, in its order. */
export type Step =
  /** A file to write: a block with the file's name behind the language. */
  | { line: number; file: string; text: string }
  /** Commands, the exit code of the last of them, 0 unless `exits N` stands there, and what they print if the page shows it. */
  | { line: number; commands: string; status: number; printed?: string };

/** The steps of a page below docs/: its `sh` blocks, the files that it shows, and `text` for what is printed. */
export function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  for (const { line, language, title, text } of blocksOf(page)) {
    const last = steps.at(-1);
    if (language === 'sh') {
      steps.push({ line, commands: text, status: Number(title?.replace('exits ', '') ?? 0) });
    } else if (language === 'text' && last !== undefined && 'commands' in last) {
      last.printed = text;
    } else if (title !== undefined) {
      steps.push({ line, file: title, text });
    } else {
      throw new Error(`docs/${page}:${line}: nobody would try this block`);
    }
  }
  return steps;
}

/** The steps as one script for bash. What a step prints is in `LINE.out`, its errors in `LINE.err`, below a folder. */
export function scriptOf(steps: Step[], output: string): string {
  const lines = steps.map((step) => {
    if ('file' in step) return `cat > ${step.file} <<'END OF FILE'\n${step.text}END OF FILE`;
    const { line, commands, status } = step;
    return `echo ${line} > ${output}/last
set ${status === 0 ? '-e' : '+e'}
{
${commands}} > ${output}/${line}.out 2> ${output}/${line}.err
code=$?
[ "$code" = ${status} ] || { echo "exit code $code, not ${status}" >> ${output}/${line}.err; exit 1; }`;
  });
  return ["trap 'kill $(jobs -p) 2> /dev/null; wait' EXIT", 'set -o pipefail', ...lines].join('\n');
}
