/** Undo and redo over whole documents: parts that did not change are shared, so a step is small. */
export class History<T> {
  #past: T[] = [];
  #future: T[] = [];
  #now: T;

  constructor(first: T) {
    this.#now = first;
  }

  get now(): T {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  push(next: T): void {
    if (next === this.#now) return;
    this.#past.push(this.#now);
    this.#future = [];
    this.#now = next;
  }

  undo(): T {
    const before = this.#past.pop();
    if (before !== undefined) {
      this.#future.push(this.#now);
      this.#now = before;
    }
    return this.#now;
  }

  redo(): T {
    const after = this.#future.pop();
    if (after !== undefined) {
      this.#past.push(this.#now);
      this.#now = after;
    }
    return this.#now;
  }
}
