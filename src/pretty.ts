import pc from 'picocolors';
import type { Result } from './check.ts';
import { byPlace, excerpts, rangeOf, worst } from './excerpt.ts';
import type { Failure, Finding, Range, Severity } from './finding.ts';
import type { FrameLine } from './frame.ts';
import type { Reporter, ReporterOptions } from './reporters.ts';
import { aboutBaseline, inOneLine } from './summary.ts';
import { visible, width } from './terminal.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** For people: each finding and failure with its place in the text, and a summary. */
export const pretty: Reporter = (result, options) => {
  const note = aboutBaseline(result.summary);
  const last = note === undefined ? [] : [note];
  return `${[...paragraphs(result, options), inOneLine(result.summary), ...last].join('\n\n')}\n`;
};

/** What `pretty` says of each finding and failure, safe to print. */
export function paragraphs(
  { findings, failures }: Pick<Result, 'findings' | 'failures'>,
  { sources, colors }: Pick<ReporterOptions, 'sources' | 'colors'>,
): string[] {
  const paint = pc.createColors(colors);
  const frames = excerpts(sources);

  function excerpt(file: string, range: Range | undefined, severity: Severity): string[] {
    const rows = frames(file, range);
    return rows.length === 0 ? [] : ['', ...drawn(rows, severity, paint)];
  }

  const blocks = [
    ...byPlace(findings).map((group) => [
      ...group.flatMap((finding) => [findingHeader(finding, paint), `  ${visible(finding.message)}`]),
      ...excerpt(group[0]!.file, group[0]!.range, worst(group)),
    ]),
    ...failures.map((failure) => [
      `${paint.bold(place(failure))} ${paint.red('not checked')}`,
      `  ${visible(failure.message)}`,
      ...excerpt(failure.file, rangeOf(failure), 'error'),
    ]),
  ];
  return blocks.map((block) => block.join('\n'));
}

/** A failure in one line, safe to print. */
export function formatFailure(failure: Failure): string {
  return `${place(failure)}: ${visible(failure.message)}`;
}

function findingHeader({ file, range, severity, rule, subject }: Finding, paint: Colors): string {
  const start = paint.bold(place({ file, ...range.start }));
  return `${start} ${tint(severity, paint)(severity)} ${rule} ${paint.dim(`in ${visible(subject)}`)}`;
}

function drawn(rows: readonly FrameLine[], severity: Severity, paint: Colors): string[] {
  const digits = String(rows.at(-1)?.number ?? '').length;
  return rows.flatMap(({ number, before, token, after }) => {
    const text = before + (token ?? '') + after;
    const row = `  ${paint.dim(`${String(number).padStart(digits)} |`)} ${text}`.trimEnd();
    if (token === undefined) return [row];
    const marks = ' '.repeat(width(before)) + tint(severity, paint)('^'.repeat(Math.max(1, width(token))));
    return [row, `  ${paint.dim(`${' '.repeat(digits)} |`)} ${marks}`];
  });
}

function tint(severity: Severity, paint: Colors): (text: string) => string {
  return severity === 'error' ? paint.red : paint.yellow;
}

function place({ file, line, column }: { file: string; line?: number; column?: number }): string {
  return [visible(file), line, line && column].filter((part) => part !== undefined).join(':');
}
