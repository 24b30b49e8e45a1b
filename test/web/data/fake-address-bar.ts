import type { AddressBar } from '../../../web/data/view-state.ts';

/** An address with a history, in memory. */
export class FakeAddressBar implements AddressBar {
  readonly entries: string[];
  #listener: () => void = () => {};

  constructor(query = '') {
    this.entries = [query];
  }

  read(): string {
    return this.entries.at(-1) ?? '';
  }

  replace(query: string): void {
    this.entries[this.entries.length - 1] = query;
  }

  push(query: string): void {
    this.entries.push(query);
  }

  onNavigated(listener: () => void): void {
    this.#listener = listener;
  }

  goBack(): void {
    this.entries.pop();
    this.#listener();
  }
}
