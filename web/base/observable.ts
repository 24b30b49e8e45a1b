/** Something that tells its listeners when it has changed. State classes extend it; elements watch it. */
export class Observable {
  readonly #listeners = new Set<() => void>();

  /** Calls the listener after each change. Returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
