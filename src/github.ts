import type { Failure, Finding } from './finding.ts';
import type { Reporter } from './reporters.ts';
import { inOneLine } from './summary.ts';
import { visible } from './terminal.ts';

/**
 * Annotations for the log of a GitHub Actions step, and a line for those who read the log. GitHub shows ten errors and
 * ten warnings of a step: what could not be checked comes first, then the errors.
 */
export const github: Reporter = ({ summary, findings, failures }, { inRepository }) => {
  const place = ({ file, message }: Finding | Failure) => ({
    file: visible(inRepository(file)),
    message: visible(message),
  });
  const bySeverity = ['error', 'warning'].flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  const lines = [
    ...failures.map((failure) => {
      const { file, message } = place(failure);
      return command(
        'error',
        { title: 'not checked', file, line: failure.line, col: failure.column },
        message,
      );
    }),
    ...bySeverity.map((finding) => {
      const { file, message } = place(finding);
      const { start, end } = finding.range;
      // GitHub refuses columns when there are several lines.
      const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
      const properties = { title: finding.rule, file, line: start.line, endLine: end.line, ...columns };
      return command(finding.severity, properties, message);
    }),
    inOneLine(summary),
  ];
  return `${lines.join('\n')}\n`;
};

/** As the runner reads commands: `::name key=value,key=value::message`. */
function command(
  name: string,
  properties: Record<string, string | number | undefined>,
  message: string,
): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${name} ${pairs.join(',')}::${escaped(message)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
