/** Light or dark as the editor has it; the colours themselves come from its variables, in editor.css. */
const isDark = (): boolean =>
  document.body.classList.contains("vscode-dark") ||
  (document.body.classList.contains("vscode-high-contrast") &&
    !document.body.classList.contains("vscode-high-contrast-light"));

function show(): void {
  const next = isDark() ? "dark" : "light";
  if (document.documentElement.dataset["theme"] !== next) document.documentElement.dataset["theme"] = next;
}

export function makeEditorTheme() {
  const listeners = new Set<() => void>();
  show();
  new MutationObserver(() => {
    show();
    for (const listener of listeners) listener();
  }).observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
  return {
    get: (): "light" | "dark" => (isDark() ? "dark" : "light"),
    /** The editor's theme is chosen in the editor. */
    set: (): void => undefined,
    dark: isDark,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
