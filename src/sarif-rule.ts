import type { ReportingDescriptor } from 'sarif';
import type { Rule } from './catalogue.ts';

/** A rule as viewers of SARIF explain it. GitHub shows the Markdown beside an alert, others the text. */
export function descriptor(rule: Rule, homepage: string): ReportingDescriptor {
  const { id, title, description, practice, severity, subjects, related = [] } = rule;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: help(rule, (text) => text), markdown: help(rule, (text) => `\`${text}\``) },
    helpUri: related[0] ?? `${homepage}#rules`,
    defaultConfiguration: { level: severity },
    properties: { tags: [...subjects, ...(practice === undefined ? [] : [`practice-${practice}`])] },
  };
}

/** What is wrong and why, what can be set, how to ignore it; `code` marks what stands in files as it is. */
function help({ id, description, parameters, related = [] }: Rule, code: (text: string) => string): string {
  const settings = Object.entries(parameters?.properties ?? {}).map(
    ([name, schema]) =>
      `- ${code(name)}: ${schema['description']} Default: ${shown(schema['default'], code)}.`,
  );
  const comment = `# policy-check ignore=${id} reason="…"`;
  const annotations = [`policy-check/ignore: ${id}`, 'policy-check/reason'].map(code).join(' and ');
  return [
    description,
    ...(settings.length > 0 ? [`Parameters, in policy-check.yaml:\n\n${settings.join('\n')}`] : []),
    `To ignore it where it is meant, say why: ${code(comment)} above the instruction, or the annotations ${annotations}.`,
    ...related,
  ].join('\n\n');
}

function shown(value: unknown, code: (text: string) => string): string {
  const text = JSON.stringify(value);
  return Array.isArray(value) && text.length > 80 ? `${value.length} entries` : code(text);
}
