import type { Finding } from './finding.ts';
import { titleOf } from './html-rules.ts';
import { folderName, folderOf, tally, total } from './html-tally.ts';
import type { Tally } from './html-tally.ts';
import { html } from './html-template.ts';
import type { Markup } from './html-template.ts';

// All of it does nothing without the script, which takes `hidden` away.

/** What narrows the findings down. */
export function toolbar(findings: readonly Finding[]): Markup {
  const severities = tally(findings, ({ severity }) => severity);
  return html`<form class="toolbar" role="search" aria-label="Findings" hidden>
    <label class="search">
      <span class="unseen">Search</span>
      <input
        type="search"
        name="q"
        placeholder="Search"
        autocomplete="off"
        spellcheck="false"
        aria-keyshortcuts="/"
      />
    </label>
    ${select('severity', 'Severity', 'All severities', severities, (name) => name)}
    ${select(
      'rule',
      'Rule',
      'All rules',
      byName(tally(findings, ({ rule }) => rule)),
      (name) => `${name}: ${titleOf(name)}`,
    )}
    ${select('folder', 'Folder', 'All folders', byName(tally(findings, folderOf)), folderName)}
    <p class="shown"><output role="status"></output></p>
    <button type="reset" hidden>Show all</button>
    <button type="button" data-action="fold" aria-pressed="false">Hide code</button>
    <button type="button" data-action="help" aria-keyshortcuts="?" aria-label="Keyboard">?</button>
  </form>`;
}

function select(
  name: string,
  label: string,
  all: string,
  tallies: readonly Tally[],
  text: (name: string) => string,
): Markup {
  return html`<label>
    <span class="unseen">${label}</span>
    <select name="${name}">
      <option value="">${all}</option>
      ${tallies.map((each) => html`<option value="${each.name}">${text(each.name)} (${total(each)})</option>`)}
    </select>
  </label>`;
}

function byName(tallies: readonly Tally[]): Tally[] {
  return tallies.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const keys = [
  [html`/`, 'search'],
  [html`j, &darr;`, 'next finding'],
  [html`k, &uarr;`, 'previous finding'],
  [html`Enter, o`, 'show or hide its code'],
  [html`Esc`, 'leave the search, close this'],
  [html`?`, 'this help'],
] as const;

/** What the keys do, and whether they do. */
export const help: Markup = html`<dialog aria-labelledby="help">
  <form method="dialog">
    <h2 id="help">Keyboard</h2>
    <dl>
      ${keys.map(
        ([key, meaning]) =>
          html`<dt><kbd>${key}</kbd></dt>
            <dd>${meaning}</dd>`,
      )}
    </dl>
    <label><input type="checkbox" name="keys" checked /> Single letters are shortcuts</label>
    <button>Close</button>
  </form>
</dialog>`;
