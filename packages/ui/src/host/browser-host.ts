import type { Host, PickedFile, Theme, ThemeDoor } from "./host.ts";
import { makeStudyDoor } from "./study-door.ts";

const THEME_KEY = "whyvary-theme";

/** Storage may be forbidden (a private window, a file opened from disk): then the choice lasts as long as the page. */
function remember(key: string, value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function makeThemeDoor(): ThemeDoor {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const listeners = new Set<() => void>();
  const stored = remember(THEME_KEY);
  let theme: Theme = stored === "light" || stored === "dark" ? stored : "system";
  const show = () => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    for (const listener of listeners) listener();
  };
  system.addEventListener("change", show);
  show();
  return {
    get: () => theme,
    set(next) {
      theme = next;
      remember(THEME_KEY, next);
      show();
    },
    dark: () => theme === "dark" || (theme === "system" && system.matches),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** A dropped or chosen file under the path it came by, without the folder that was chosen. */
export function picked(file: File): PickedFile {
  const below = file.webkitRelativePath.split("/").slice(1).join("/");
  return { name: below || file.name, data: file };
}

function openFiles(): Promise<PickedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.accept = ".csv,.tsv,.txt,.gz,.zip,.parquet,.xlsx,.ods,.json,text/csv,application/json";
    input.addEventListener("change", () => resolve([...(input.files ?? [])].map(picked)));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

async function saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function makeBrowserHost(study: unknown): Host {
  return { openFiles, saveFile, theme: makeThemeDoor(), study: makeStudyDoor(study) };
}
