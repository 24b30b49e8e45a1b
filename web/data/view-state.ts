import { Observable } from '../base/observable.ts';
import type * as contract from './types.ts';

/** The query part of the page's address, without "?". Replaced by a stub in tests. */
export interface AddressBar {
  read(): string;
  replace(query: string): void;
  push(query: string): void;
  /** Calls the listener when the person has gone back or forward. */
  onNavigated(listener: () => void): void;
}

/** Browsers refuse more than about a hundred history calls in 30 s; a dragged slider makes more. */
const WRITE_INTERVAL_MS = 350;

/** The page's state in its URL. Keys that nobody asks for are kept, so that a link survives other versions. */
export class ViewState extends Observable implements contract.ViewState {
  readonly #address: AddressBar;
  #values: Map<string, string>;
  #lastWriteMs = -Infinity;
  #pendingWrite: ReturnType<typeof setTimeout> | undefined;

  constructor(address: AddressBar) {
    super();
    this.#address = address;
    this.#values = parseQuery(address.read());
    address.onNavigated(() => {
      this.#cancelPending();
      this.#values = parseQuery(address.read());
      this.changed();
    });
  }

  get isBare(): boolean {
    return this.#values.size === 0;
  }

  get(key: string): string | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: string | undefined, options: { push?: boolean } = {}): void {
    if (this.#values.get(key) === value) return;
    if (options.push && this.#pendingWrite !== undefined) this.#write();
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    if (options.push) this.#address.push(formatQuery(this.#values));
    else this.#writeSoon();
    this.changed();
  }

  get query(): string {
    return formatQuery(this.#values);
  }

  open(query: string, options: { push?: boolean } = {}): void {
    if (this.#pendingWrite !== undefined) this.#write();
    this.#values = parseQuery(query);
    if (options.push) this.#address.push(formatQuery(this.#values));
    else this.#write();
    this.changed();
  }

  linkWith(key: string, value: string): string {
    return `?${formatQuery(new Map(this.#values).set(key, value))}`;
  }

  /** At once when the last write is long enough ago, else when it will be. */
  #writeSoon(): void {
    const waitMs = this.#lastWriteMs + WRITE_INTERVAL_MS - performance.now();
    if (waitMs <= 0) this.#write();
    else this.#pendingWrite ??= setTimeout(() => this.#write(), waitMs);
  }

  #write(): void {
    this.#cancelPending();
    this.#lastWriteMs = performance.now();
    this.#address.replace(formatQuery(this.#values));
  }

  #cancelPending(): void {
    clearTimeout(this.#pendingWrite);
    this.#pendingWrite = undefined;
  }
}

/** Reads and writes the window's own address. */
export function windowAddressBar(): AddressBar {
  return {
    read: () => location.search.slice(1),
    replace: (query) => history.replaceState(null, '', withQuery(query)),
    push: (query) => history.pushState(null, '', withQuery(query)),
    onNavigated: (listener) => addEventListener('popstate', listener),
  };
}

/** Only the query changes: the path may be any prefix, and the hash is not ours. */
function withQuery(query: string): string {
  return `${location.pathname}${query && `?${query}`}${location.hash}`;
}

function parseQuery(query: string): Map<string, string> {
  return new Map(new URLSearchParams(query));
}

function formatQuery(values: ReadonlyMap<string, string>): string {
  return [...values].map(([key, value]) => `${encodePart(key)}=${encodePart(value)}`).join('&');
}

/** As encodeURIComponent, but leaves what a query may hold and names of runs and tags are full of. */
function encodePart(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2F|2C|3A|40|24)/g, decodeURIComponent);
}
