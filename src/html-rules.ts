import { rules } from './catalogue.ts';
import type { Rule } from './catalogue.ts';
import { count } from './count.ts';
import type { Finding } from './finding.ts';
import { findingAnchor, ruleAnchor } from './html-anchor.ts';
import { html } from './html-template.ts';
import type { Markup } from './html-template.ts';

/** What a rule asks for, in a few words. */
export function titleOf(id: string): string {
  return rules.find((rule) => rule.id === id)?.title ?? id;
}

/** What the rules with findings ask for, and why. */
export function ruleSections(findings: readonly Finding[]): Markup {
  return html`<section class="rules" aria-labelledby="rules">
    <h2 id="rules">Rules</h2>
    ${rules.filter(({ id }) => findings.some(({ rule }) => rule === id)).map((rule) => section(rule, findings))}
  </section>`;
}

function section(rule: Rule, findings: readonly Finding[]): Markup {
  const { id, title, description, practice, severity, related = [] } = rule;
  const number = findings.filter((finding) => finding.rule === id).length;
  const first = findingAnchor(findings.findIndex((finding) => finding.rule === id));
  const facts = [
    html`<li><a href="#${first}" data-filter="rule" data-value="${id}">${count(number, 'finding')}</a></li>`,
    ...(practice === undefined ? [] : [html`<li>practice ${practice}</li>`]),
    html`<li>${severity} in the profile recommended</li>`,
    ...related.map((page) => html`<li><a href="${page}" rel="noreferrer">${new URL(page).host}</a></li>`),
  ];
  return html`<article id="${ruleAnchor(id)}" tabindex="-1">
    <h3>${title}</h3>
    <p class="id">${id}</p>
    <p>${description}</p>
    ${parameters(rule)}
    <ul class="facts">
      ${facts}
    </ul>
  </article>`;
}

function parameters({ parameters }: Rule): Markup | undefined {
  const named = Object.entries(parameters?.properties ?? {});
  if (named.length === 0) return undefined;
  return html`<dl>
    ${named.map(
      ([name, schema]) =>
        html`<dt><code>${name}</code></dt>
          <dd>${String(schema['description'])}</dd>`,
    )}
  </dl>`;
}
