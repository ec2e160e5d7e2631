/** What the reader chose, kept for the next visit as far as the browser allows that. */
export function recall(name: string): string | null {
  try {
    return localStorage.getItem(`policy-check ${name}`);
  } catch {
    return null;
  }
}

/** Keeps a choice; null forgets it. */
export function remember(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`policy-check ${name}`);
    else localStorage.setItem(`policy-check ${name}`, value);
  } catch {
    // Private windows and files may have no storage: the choice then holds for this visit.
  }
}
