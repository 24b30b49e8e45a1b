/** Numbers texts in order of appearance; "" is number 0. */
export class Interner {
  readonly texts: string[] = [''];
  readonly #ids = new Map([['', 0]]);

  id(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.texts.push(text) - 1;
      this.#ids.set(text, id);
    }
    return id;
  }
}
