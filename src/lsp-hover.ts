import { rules } from './catalogue.ts';
import type { Finding } from './finding.ts';
import { code, plain } from './markdown.ts';
import type { Effective } from './settings.ts';
import { visible } from './terminal.ts';
import { inline } from './yaml-inline.ts';

/** A value with more characters than this is counted, not shown. */
const maxValue = 80;

/** What is wrong at a place, why that matters, and what was asked for; in Markdown, or as text for people. */
export function hoverText(
  findings: readonly Finding[],
  effective: Effective | undefined,
  markdown: boolean,
): string {
  const words = markdown
    ? { code, plain, strong: (text: string) => `**${plain(text)}**` }
    : { code: visible, plain: visible, strong: visible };
  return findings.map((finding) => about(finding, effective, words)).join(markdown ? '\n\n---\n\n' : '\n\n');
}

/** How text is written that is code, that is none, and that leads. */
type Words = Record<'code' | 'plain' | 'strong', (text: string) => string>;

function about(
  { rule: id, severity, message, subject }: Finding,
  effective: Effective | undefined,
  { code, plain, strong }: Words,
): string {
  const rule = rules.find((each) => each.id === id);
  const settled = effective?.rules[id];
  const practice = rule?.practice === undefined ? [] : [`practice ${rule.practice}`];
  const facts = [code(id), ...practice, `${severity} (${plain(settled?.severity.from ?? 'default')})`];
  const parameters = Object.entries(settled?.parameters ?? {}).map(
    ([name, { value, from }]) => `- ${code(name)}: ${valueText(value, code)} (${plain(from)})`,
  );
  return [
    ...(rule === undefined ? [] : [strong(rule.title)]),
    facts.join(' · '),
    `${plain(subject)}: ${plain(message)}`,
    ...(rule === undefined ? [] : [plain(rule.description)]),
    ...(parameters.length === 0 ? [] : [parameters.join('\n')]),
    ...(rule?.related ?? []).map((page) => `<${page}>`),
  ].join('\n\n');
}

function valueText(value: unknown, code: Words['code']): string {
  const text = inline(value);
  return Array.isArray(value) && text.length > maxValue ? `${value.length} entries` : code(text);
}
