// What the page does in a browser. Without it everything is shown, and nothing of this is.
import { filters } from './html-client-filter.ts';
import { keyboard } from './html-client-keys.ts';
import { theme } from './html-client-theme.ts';

const switchTheme = theme();

document.addEventListener('DOMContentLoaded', () => {
  switchTheme();
  const form = document.querySelector<HTMLFormElement>('.toolbar');
  if (form === null) return;
  form.hidden = false;
  filters(form);
  keyboard(form);
});
