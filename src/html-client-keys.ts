import { recall, remember } from './html-client-memory.ts';

/** Connects the keys, the help about them, and the button that hides all code. */
export function keyboard(form: HTMLFormElement): void {
  const dialog = document.querySelector('dialog')!;
  const search = form.querySelector<HTMLInputElement>('input[type=search]')!;
  const findings = [...document.querySelectorAll<HTMLElement>('.finding')];
  const letters = dialog.querySelector<HTMLInputElement>('[name=keys]')!;
  const fold = form.querySelector<HTMLButtonElement>('[data-action=fold]')!;
  letters.checked = recall('keys') !== 'off';
  letters.addEventListener('change', () => remember('keys', letters.checked ? null : 'off'));

  form.querySelector('[data-action=help]')!.addEventListener('click', () => dialog.showModal());
  fold.addEventListener('click', () => {
    const hide = fold.getAttribute('aria-pressed') !== 'true';
    fold.setAttribute('aria-pressed', String(hide));
    for (const details of document.querySelectorAll<HTMLDetailsElement>('.place > details'))
      details.open = !hide;
  });

  const current = () =>
    (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('.finding') ?? null;
  let last: HTMLElement | null = null;

  function move(step: 1 | -1): void {
    const from = current() ?? last;
    let index = from === null ? (step === 1 ? 0 : findings.length - 1) : findings.indexOf(from) + step;
    while (findings[index]?.hidden) index += step;
    const next = findings[index];
    if (next === undefined) return;
    last = next;
    next.focus({ preventScroll: true });
    // Its code is above it, and belongs to it.
    const place = next.closest('.place')!;
    place.scrollIntoView({ block: 'nearest' });
    next.scrollIntoView({ block: 'nearest' });
  }

  // The list follows the search first: that was connected first.
  form.addEventListener('submit', () => {
    last = null;
    move(1);
  });

  function toggle(): boolean {
    const details = current()?.closest('.place')?.querySelector('details');
    if (!details) return false;
    details.open = !details.open;
    return true;
  }

  /** What a key does; false when that is left to the browser. */
  function act(key: string): boolean {
    const focused = document.activeElement;
    const onFinding = focused !== null && focused === current();
    if (onFinding && key === 'ArrowDown') return (move(1), true);
    if (onFinding && key === 'ArrowUp') return (move(-1), true);
    if (onFinding && key === 'Enter') return toggle();
    if (!letters.checked) return false;
    switch (key) {
      case '/':
        return (search.select(), search.focus(), true);
      case 'j':
        return (move(1), true);
      case 'k':
        return (move(-1), true);
      case 'o':
        return toggle();
      case '?':
        return (dialog.showModal(), true);
      default:
        return false;
    }
  }

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    const target = event.target as Element;
    if (target.matches('input, select, textarea')) {
      if (event.key !== 'Escape') return;
      // Some browsers would empty it; what was searched for is to be looked at now.
      event.preventDefault();
      (target as HTMLElement).blur();
      return;
    }
    if (act(event.key)) event.preventDefault();
  });
}
