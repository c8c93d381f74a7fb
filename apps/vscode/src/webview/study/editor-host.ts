import type { Host, PickedFile } from "@whyvary/ui";
import type { ToWebview } from "../../protocol/messages.ts";
import { post } from "../door.ts";
import { makeEditorTheme } from "../theme.ts";
import { EditorStudy } from "./study-door.ts";

/** The page's door to its surroundings, when these are an editor: dialogs, bytes and saving are the editor's. */
export class EditorHost implements Host {
  readonly embedded = true;
  readonly theme = makeEditorTheme();
  readonly study = new EditorStudy();
  #requests = 0;
  readonly #picks = new Map<number, (names: string[]) => void>();
  readonly #saves = new Map<number, () => void>();
  readonly #arrivals = new Map<string, (file: PickedFile | null) => void>();

  async openFiles(): Promise<PickedFile[]> {
    const request = ++this.#requests;
    const names = await new Promise<string[]>((resolve) => {
      this.#picks.set(request, resolve);
      post({ type: "open", request });
    });
    const files = await Promise.all(names.map((name) => this.#arrival(name)));
    return files.filter((file) => file !== null);
  }

  #arrival(name: string): Promise<PickedFile | null> {
    return new Promise((resolve) => this.#arrivals.set(name, resolve));
  }

  saveFile(name: string, content: string | Uint8Array): Promise<void> {
    const request = ++this.#requests;
    return new Promise((resolve) => {
      this.#saves.set(request, resolve);
      post({ type: "save", request, name, content });
    });
  }

  hear(message: ToWebview): void {
    if (message.type === "picked") {
      this.#picks.get(message.request)?.(message.names);
      this.#picks.delete(message.request);
    } else if (message.type === "saved") {
      this.#saves.get(message.request)?.();
      this.#saves.delete(message.request);
    }
  }

  /** Hands a file to whoever chose it in the dialog; false when nobody did. */
  arrived(name: string, file: PickedFile | null): boolean {
    const waiting = this.#arrivals.get(name);
    this.#arrivals.delete(name);
    waiting?.(file);
    return waiting !== undefined;
  }
}
