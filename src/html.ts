import { createHash } from 'node:crypto';
import type { Result } from './check.ts';
import { count } from './count.ts';
import { script, style } from './html-assets.ts';
import { failureList, findingsByFile } from './html-findings.ts';
import { picture } from './html-picture.ts';
import { ruleSections } from './html-rules.ts';
import { html, textOf, trusted } from './html-template.ts';
import type { Markup } from './html-template.ts';
import { help, toolbar } from './html-toolbar.ts';
import { version } from './profiles.ts';
import type { ReporterOptions } from './reporters.ts';

/** So many paths are named in the header. */
const maxPaths = 5;

/** One page that holds everything and asks no network: readable without its script, and no other can run in it. */
export function page(
  result: Result,
  { paths = [], sources }: Pick<ReporterOptions, 'paths' | 'sources'>,
): string {
  const { findings, failures } = result;
  const verdict = verdictOn(result);
  const title = [verdict.map(({ text }) => text), paths.slice(0, maxPaths)]
    .map((part) => part.join(', '))
    .filter(Boolean)
    .join(': ');
  const found = html`${picture(findings)}
    <section class="findings" aria-labelledby="findings">
      <h2 id="findings" tabindex="-1">Findings</h2>
      ${toolbar(findings)}
      <p class="none" hidden>No finding is like that.</p>
      ${findingsByFile(findings, sources)}
    </section>
    ${ruleSections(findings)}`;
  // Nothing may come between the tags and the texts: the policy knows them by their hashes.
  const own = trusted(`<style>${style}</style>\n<script>${script}</script>`);
  const markup = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${own}
      </head>
      <body>
        <a class="skip" href="#${findings.length > 0 ? 'findings' : 'main'}">Skip to the findings</a>
        <header>
          <p class="program">policy-check <span>${version}</span></p>
          <button type="button" data-action="theme" hidden></button>
          <h1>
            ${verdict.map(({ text, kind }, index) => html`<span class="${kind}">${text}${index < verdict.length - 1 ? ', ' : ''}</span>`)}
          </h1>
          ${checked(result, paths)}
        </header>
        <main id="main" tabindex="-1">
          ${failures.length > 0 ? failureList(failures, sources) : undefined}
          ${findings.length > 0 ? found : undefined}
        </main>
        ${findings.length > 0 ? help : undefined}
      </body>
    </html>`;
  return `${textOf(markup)}\n`;
}

/** What the reader wants to know first; what could not be checked is never passed over. */
function verdictOn({ summary }: Result): { text: string; kind: string }[] {
  const { failures, errors, warnings } = summary;
  const verdict = [
    ...(failures > 0 ? [{ text: `${failures} could not be checked`, kind: 'error' }] : []),
    ...(errors > 0 ? [{ text: count(errors, 'error'), kind: 'error' }] : []),
    ...(warnings > 0 ? [{ text: count(warnings, 'warning'), kind: 'warning' }] : []),
  ];
  return verdict.length > 0 ? verdict : [{ text: 'Nothing found', kind: 'good' }];
}

/** What was asked for and what came of it. */
function checked({ summary, findings }: Result, paths: readonly string[]): Markup {
  const shown = paths.slice(0, maxPaths).map((path) => places.get(path) ?? html`<code>${path}</code>`);
  const more = paths.length - shown.length;
  const files = new Set(findings.map(({ file }) => file)).size;
  const outcome = [
    count(summary.files, 'file'),
    ...(files > 0 ? [`${files} with findings`] : []),
    ...(summary.baseline ? [`${count(summary.baseline.known, 'finding')} known`] : []),
    `${count(summary.suppressed, 'finding')} suppressed`,
  ].join(', ');
  const rest = `${more > 0 ? ` and ${more} more` : ''}${paths.length > 0 ? ':' : ''} ${outcome}`;
  const named = shown.map((path, index) => html`${index > 0 ? ', ' : ''}${path}`);
  return html`<p class="checked">Checked ${named}${rest}</p>`;
}

/** Paths that have a name. */
const places = new Map([
  ['.', html`the current folder`],
  ['-', html`standard input`],
]);

function contentSecurityPolicy(): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
