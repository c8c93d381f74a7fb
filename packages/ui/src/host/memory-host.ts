import type { Host, PickedFile, Theme } from "./host.ts";
import { makeStudyDoor } from "./study-door.ts";

export interface MemoryHost extends Host {
  /** What the next `openFiles` gives. */
  toOpen: PickedFile[];
  /** What was saved; bytes stand in `bytes`. */
  saved: { name: string; text: string; type: string; bytes?: Uint8Array<ArrayBuffer> }[];
}

/** The host's in-process twin. */
export function makeMemoryHost(study: unknown): MemoryHost {
  let theme: Theme = "system";
  const listeners = new Set<() => void>();
  const host: MemoryHost = {
    toOpen: [],
    saved: [],
    openFiles: async () => host.toOpen.splice(0),
    saveFile: async (name, content, type) =>
      void host.saved.push(
        typeof content === "string" ? { name, text: content, type } : { name, text: "", type, bytes: content },
      ),
    theme: {
      get: () => theme,
      set(next) {
        theme = next;
        for (const listener of listeners) listener();
      },
      dark: () => theme === "dark",
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    study: makeStudyDoor(study),
  };
  return host;
}
