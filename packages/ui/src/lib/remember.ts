/** Small matters of taste (an open disclosure, a tab) kept on this device. A host without storage forgets, quietly. */

const prefix = "whyvary:";

export function remembered(name: string, fallback: string): string {
  try {
    return localStorage.getItem(prefix + name) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Private windows and some webviews refuse storage: nothing depends on it.
  }
}
