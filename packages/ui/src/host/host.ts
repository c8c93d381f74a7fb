import type { Edit } from "./edits.ts";

export type Theme = "system" | "light" | "dark";

/** A file as the surroundings hand it over: its path below the folder it came from, else its name. */
export interface PickedFile {
  name: string;
  data: Blob;
}

export interface StudyDoor {
  get(): unknown;
  /** Told after every change, whoever made it. Returns the way to stop listening. */
  subscribe(listener: (study: unknown) => void): () => void;
  edit(edits: readonly Edit[]): void;
  /** Another study in the place of this one; it can be undone too. */
  replace(study: unknown): void;
  undo(): void;
  redo(): void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface ThemeDoor {
  get(): Theme;
  set(theme: Theme): void;
  /** What the theme comes to now. */
  dark(): boolean;
  subscribe(listener: () => void): () => void;
}

/** The one door to the surroundings: browser, editor, or the in-process twin of the tests. */
export interface Host {
  /** The surroundings have a title, undo, saving, colours and keys of their own: the page leaves those to them. */
  readonly embedded?: boolean;
  openFiles(): Promise<PickedFile[]>;
  /** Text, or bytes where a file is not text. */
  saveFile(name: string, content: string | Uint8Array<ArrayBuffer>, type: string): Promise<void>;
  theme: ThemeDoor;
  study: StudyDoor;
}
