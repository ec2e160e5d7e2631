import { recall, remember } from './html-client-memory.ts';

type Theme = 'light' | 'dark';

/** Applies the theme that was chosen before, at once. Gives what connects the button when the page is there. */
export function theme(): () => void {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const ofSystem = (): Theme => (system.matches ? 'dark' : 'light');
  const current = (): Theme => (root.dataset['theme'] as Theme | undefined) ?? ofSystem();

  const chosen = recall('theme');
  if (chosen === 'light' || chosen === 'dark') root.dataset['theme'] = chosen;

  return () => {
    const button = document.querySelector<HTMLButtonElement>('[data-action=theme]')!;
    const name = () => (button.textContent = current() === 'dark' ? 'Light theme' : 'Dark theme');
    button.hidden = false;
    name();
    system.addEventListener('change', name);
    button.addEventListener('click', () => {
      const next = current() === 'dark' ? 'light' : 'dark';
      // Who chooses what the system says follows the system again.
      if (next === ofSystem()) delete root.dataset['theme'];
      else root.dataset['theme'] = next;
      remember('theme', root.dataset['theme'] ?? null);
      name();
    });
  };
}
