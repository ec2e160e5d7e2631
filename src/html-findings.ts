import { byPlace, excerpts, rangeOf, worst } from './excerpt.ts';
import type { Failure, Finding, Severity } from './finding.ts';
import type { FrameLine } from './frame.ts';
import { findingAnchor, ruleAnchor } from './html-anchor.ts';
import { folderOf, numbers, tally } from './html-tally.ts';
import { html } from './html-template.ts';
import type { Markup } from './html-template.ts';

type Sources = ReadonlyMap<string, string>;

/** Every finding, by file and by place in it. */
export function findingsByFile(findings: readonly Finding[], sources: Sources): Markup[] {
  const frames = excerpts(sources);
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (!files.has(finding.file)) files.set(finding.file, []);
    files.get(finding.file)!.push(finding);
  }
  let index = 0;
  return [...files].map(([file, inFile]) => {
    const counted = tally(inFile, () => file)[0]!;
    return html`<section class="file" data-folder="${folderOf({ file })}">
      <h3>${name(file)} <span class="counts">${numbers(counted)}</span></h3>
      ${byPlace(inFile).map((place) => {
        const first = index;
        index += place.length;
        return placeOf(place, first, frames(file, place[0]!.range));
      })}
    </section>`;
  });
}

/** The folder is the same for many, so the file's own name stands out. */
function name(file: string): Markup {
  const start = file.lastIndexOf('/', file.length - 2) + 1;
  return html`<span class="path">${file.slice(0, start)}<b>${file.slice(start)}</b></span>`;
}

function placeOf(place: Finding[], index: number, frame: FrameLine[]): Markup {
  const { line, column } = place[0]!.range.start;
  const subjects = new Set(place.map(({ subject }) => subject));
  return html`<div class="place">
    <details open>
      <summary><span class="at">${line}:${column}</span> ${[...subjects].join(', ')}</summary>
      ${code(frame, worst(place))}
    </details>
    <ul>
      ${place.map((finding, offset) => item(finding, findingAnchor(index + offset)))}
    </ul>
  </div>`;
}

function item({ rule, severity, message }: Finding, id: string): Markup {
  return html`<li class="finding" id="${id}" tabindex="-1" data-rule="${rule}" data-severity="${severity}">
    <a class="severity ${severity}" href="#${id}">${severity}</a> <span class="message">${message}</span>
    <a class="rule" href="#${ruleAnchor(rule)}">${rule}</a>
  </li> `;
}

function code(frame: readonly FrameLine[], severity: Severity): Markup | undefined {
  if (frame.length === 0) return undefined;
  return html`<div class="code ${severity}">${frame.map(codeLine)}</div>`;
}

function codeLine({ number, before, token, after }: FrameLine): Markup {
  const text = token === undefined ? html`${before}` : html`${before}<mark>${token}</mark>${after}`;
  return html`<span class="number">${number}</span><code>${text}</code>`;
}

/** Every file that could not be checked, and why. */
export function failureList(failures: readonly Failure[], sources: Sources): Markup {
  const frames = excerpts(sources);
  return html`<section class="failures" aria-labelledby="failures">
    <h2 id="failures">Not checked</h2>
    <ul>
      ${failures.map((failure) => {
        const { file, line, column, message } = failure;
        const at = [line, line && column].filter((part) => part !== undefined).join(':');
        return html`<li>
          ${name(file)} ${at && html`<span class="at">${at}</span>`}
          <p>${message}</p>
          ${code(frames(file, rangeOf(failure)), 'error')}
        </li>`;
      })}
    </ul>
  </section>`;
}
