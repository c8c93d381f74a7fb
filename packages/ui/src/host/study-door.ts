import { applyEdits, type Edit } from "./edits.ts";
import { History } from "./history.ts";
import type { StudyDoor } from "./host.ts";

/** A study held in memory, with undo: for the browser and for tests. */
export function makeStudyDoor(first: unknown): StudyDoor {
  const history = new History<unknown>(first);
  const listeners = new Set<(study: unknown) => void>();
  const tell = () => {
    for (const listener of listeners) listener(history.now);
  };
  return {
    get: () => history.now,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit(edits: readonly Edit[]) {
      history.push(applyEdits(history.now, edits));
      tell();
    },
    replace(study) {
      history.push(study);
      tell();
    },
    undo() {
      history.undo();
      tell();
    },
    redo() {
      history.redo();
      tell();
    },
    get canUndo() {
      return history.canUndo;
    },
    get canRedo() {
      return history.canRedo;
    },
  };
}
