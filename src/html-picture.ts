import type { Finding } from './finding.ts';
import { findingAnchor, ruleAnchor } from './html-anchor.ts';
import { titleOf } from './html-rules.ts';
import { folderName, folderOf, numbers, tally, total } from './html-tally.ts';
import type { Tally } from './html-tally.ts';
import { html } from './html-template.ts';
import type { Markup } from './html-template.ts';
import { visible, width } from './terminal.ts';

/** What one of the two pictures shows. */
type Chart = {
  /** What the page's filter calls it. */
  id: 'rule' | 'folder';
  heading: string;
  tallies: Tally[];
  label: (name: string) => string;
  /** The label where there is less room. */
  short: (name: string) => string;
  /** Where a bar leads without the script; with it, bars filter. */
  anchor: (name: string) => string;
};

/** Bars of a picture; the table has all. */
const maxBars = 8;

/** In columns of a terminal: how much of a path has room beside a bar's number. The titles of rules all do. */
const maxPath = 36;

/** In pixels: a row of a picture, and where its text and its bar are in it. Widths are shares of the page's. */
const row = { height: 38, text: 16, bar: 23, thickness: 6 };

/** Findings by practice and by folder: two pictures, each with its numbers as a table. */
export function picture(findings: readonly Finding[]): Markup {
  const firstOf = new Map<string, string>();
  findings.forEach((finding, index) => {
    const folder = folderOf(finding);
    if (!firstOf.has(folder)) firstOf.set(folder, findingAnchor(index));
  });
  return html`<section class="picture" aria-label="Summary">
    ${figure({
      id: 'rule',
      heading: 'By practice',
      tallies: tally(findings, ({ rule }) => rule),
      label: titleOf,
      short: titleOf,
      anchor: ruleAnchor,
    })}
    ${figure({
      id: 'folder',
      heading: 'By folder',
      tallies: tally(findings, folderOf),
      label: folderName,
      short: (name) => cut(folderName(name)),
      anchor: (name) => firstOf.get(name)!,
    })}
  </section>`;
}

function figure(chart: Chart): Markup {
  const { id, heading, tallies } = chart;
  const shown = tallies.slice(0, maxBars);
  const left = tallies.length - shown.length;
  return html`<figure>
    <div class="heading">
      <h2>${heading}</h2>
      <p class="legend"><span class="error">errors</span> <span class="warning">warnings</span></p>
    </div>
    <svg
      role="group"
      aria-labelledby="by-${id}-title"
      aria-describedby="by-${id}-desc"
      width="100%"
      height="${shown.length * row.height}"
    >
      <title id="by-${id}-title">Findings ${heading.toLowerCase()}</title>
      <desc id="by-${id}-desc">${description(chart)}</desc>
      ${shown.map((each, index) => bar(each, index, chart))}
    </svg>
    ${left > 0 ? html`<p class="more">and ${left} more, in the table</p>` : undefined} ${table(chart)}
  </figure>`;
}

function description({ tallies, label }: Chart): string {
  const [most] = tallies;
  return most === undefined ? '' : `A bar for each. Most findings: ${label(most.name)}, ${numbers(most)}.`;
}

function bar(each: Tally, index: number, { id, tallies, label, short, anchor }: Chart): Markup {
  const { name, errors, warnings } = each;
  const top = index * row.height;
  const share = (number: number) => `${((100 * number) / total(tallies[0]!)).toFixed(2)}%`;
  const segment = (kind: string, from: number, number: number) =>
    number === 0
      ? undefined
      : html`<rect
          class="${kind}"
          x="${share(from)}"
          y="${top + row.bar}"
          width="${share(number)}"
          height="${row.thickness}"
        />`;
  return html`<a href="#${anchor(name)}" data-filter="${id}" data-value="${name}"
    ><title>${label(name)}: ${numbers(each)}</title>
    <rect class="row" y="${top}" width="100%" height="${row.height - 4}" />
    <text y="${top + row.text}">${short(name)}</text>
    <text class="number" x="100%" y="${top + row.text}">${total(each)}</text>
    <rect class="track" y="${top + row.bar}" width="100%" height="${row.thickness}" />
    ${segment('error', 0, errors)}${segment('warning', errors, warnings)}</a
  >`;
}

function table({ id, heading, tallies, label, anchor }: Chart): Markup {
  const rows = tallies.map(
    ({ name, errors, warnings }) =>
      html`<tr>
        <th scope="row">
          <a href="#${anchor(name)}" data-filter="${id}" data-value="${name}">${label(name)}</a>
        </th>
        <td>${errors}</td>
        <td>${warnings}</td>
      </tr>`,
  );
  return html`<details class="numbers">
    <summary>Numbers</summary>
    <table aria-label="Findings ${heading.toLowerCase()}">
      <thead>
        <tr>
          <th scope="col">${id === 'rule' ? 'Practice' : 'Folder'}</th>
          <th scope="col">Errors</th>
          <th scope="col">Warnings</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </details>`;
}

/** The end of a long path says most. */
function cut(path: string): string {
  const characters = [...visible(path)];
  let columns = 0;
  const start = characters.findLastIndex((character) => (columns += width(character)) > maxPath);
  return start < 0 ? path : `…${characters.slice(start + 1).join('')}`;
}
