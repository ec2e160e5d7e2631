/** What is shown: nothing but this; an empty text is no condition. The keys are the controls' names. */
type View = { q: string; severity: string; rule: string; folder: string };

type Names = keyof View;

const names: Names[] = ['q', 'severity', 'rule', 'folder'];

/** In milliseconds: how long typing rests before the list follows. */
const patience = 100;

/** Connects the controls, the bars and the address with the list. */
export function filters(form: HTMLFormElement): void {
  const show = list(form);
  const control = (name: Names) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
  const read = () => Object.fromEntries(names.map((name) => [name, control(name).value])) as View;

  /** Makes the list and the address say what the controls say. */
  function apply(): void {
    const view = { ...read(), q: control('q').value.trim() };
    show(view);
    const hash = new URLSearchParams(Object.entries(view).filter(([, value]) => value !== '')).toString();
    const { pathname, search } = location;
    if (hash !== location.hash.slice(1))
      history.replaceState(null, '', hash ? `#${hash}` : pathname + search);
  }

  /** Makes the controls say what the address says, when that is a view and not a place in the page. */
  function follow(): void {
    const given = new URLSearchParams(location.hash.slice(1));
    if (location.hash !== '' && !names.some((name) => given.has(name))) return reveal();
    for (const name of names) {
      control(name).value = given.get(name) ?? '';
      // A list that lacks the value, as one of an older report, has nothing chosen then, not even its first line.
      if (control(name).value === '') control(name).value = '';
    }
    show(read());
  }

  /** Shows the place in the page that the address names, whatever the controls hide. */
  function reveal(): void {
    show(read());
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest('[hidden]')) return;
    for (const name of names) control(name).value = '';
    show(read());
    target.scrollIntoView();
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, patience);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  // The controls are empty after the event only.
  form.addEventListener('reset', () => setTimeout(apply));
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('[data-filter]');
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    for (const name of names) control(name).value = '';
    control(link.getAttribute('data-filter') as Names).value = link.getAttribute('data-value')!;
    apply();
    document.getElementById('findings')!.focus();
  });
  follow();
}

/** Gives what hides and shows findings, and the places and files that have none left. */
function list(form: HTMLFormElement): (view: View) => void {
  const output = form.querySelector('output')!;
  const reset = form.querySelector<HTMLButtonElement>('[type=reset]')!;
  const none = document.querySelector<HTMLElement>('.none')!;
  const files = [...document.querySelectorAll<HTMLElement>('.file')].map((file) => ({
    file,
    folder: file.dataset['folder']!,
    places: [...file.querySelectorAll<HTMLElement>('.place')].map((place) => ({
      place,
      findings: [...place.querySelectorAll<HTMLElement>('.finding')],
    })),
  }));
  const count = files.reduce((sum, { places }) => sum + places.flatMap(({ findings }) => findings).length, 0);
  const texts = new Map<HTMLElement, string>();

  /** What the search looks at: the finding, what it is about, the line of its token, its file. */
  function textOf(finding: HTMLElement, place: HTMLElement, file: HTMLElement): string {
    if (!texts.has(finding)) {
      const line = place.querySelector('mark')?.parentElement;
      const parts = [file.querySelector('.path'), place.querySelector('summary'), line, finding];
      texts.set(
        finding,
        parts
          .map((part) => part?.textContent)
          .join(' ')
          .toLowerCase(),
      );
    }
    return texts.get(finding)!;
  }

  return ({ q, severity, rule, folder }) => {
    const words = q.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const each of files) {
      let inFile = 0;
      for (const { place, findings } of each.places) {
        let inPlace = 0;
        for (const finding of findings) {
          const fits =
            (folder === '' || each.folder === folder) &&
            (severity === '' || finding.dataset['severity'] === severity) &&
            (rule === '' || finding.dataset['rule'] === rule) &&
            (words.length === 0 || matches(textOf(finding, place, each.file), words));
          finding.hidden = !fits;
          if (fits) inPlace++;
        }
        place.hidden = inPlace === 0;
        inFile += inPlace;
      }
      each.file.hidden = inFile === 0;
      shown += inFile;
    }
    const everything = [q, severity, rule, folder].every((text) => text === '');
    const all = `${count} finding${count === 1 ? '' : 's'}`;
    output.value = everything ? all : `${shown} of ${all}`;
    reset.hidden = everything;
    none.hidden = shown > 0;
  };
}

function matches(text: string, words: string[]): boolean {
  return words.every((word) => text.includes(word));
}
