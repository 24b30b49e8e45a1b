import type { GraphViewRequest } from '../../../proto/api/graphs.ts';
import type { ViewState } from '../../data/types.ts';
import { formatOpenScopes, parseOpenScopes } from './open-scopes.ts';

/** Keys of the page's address. */
const KEYS = {
  run: 'graphRun',
  tag: 'graphTag',
  open: 'open',
  regrouped: 'series',
  pages: 'pages',
  node: 'node',
} as const;

/** What of the address belongs to the graph as a whole: another graph begins without. */
const VIEW_KEYS = [KEYS.open, KEYS.regrouped, KEYS.pages, KEYS.node] as const;

/** What the dashboard shows, in the page's address: what a colleague needs to see the same. */
export class GraphAddress {
  readonly #view: ViewState;

  constructor(view: ViewState) {
    this.#view = view;
  }

  get run(): string | undefined {
    return this.#view.get(KEYS.run);
  }

  get tag(): string | undefined {
    return this.#view.get(KEYS.tag);
  }

  /** Path of the chosen node. */
  get node(): string | undefined {
    return this.#view.get(KEYS.node);
  }

  set node(path: string | undefined) {
    this.#view.set(KEYS.node, path);
  }

  /** Paths of open scopes; undefined when nobody has opened or closed one. */
  get open(): string[] | undefined {
    return this.#list(KEYS.open);
  }

  set open(paths: readonly string[]) {
    // Some value even when none is open: without one the first look is computed.
    this.#view.set(KEYS.open, formatOpenScopes(paths));
  }

  /** Paths of series that are not as by default. */
  get regrouped(): string[] {
    return this.#list(KEYS.regrouped) ?? [];
  }

  set regrouped(paths: readonly string[]) {
    this.#setList(KEYS.regrouped, paths);
  }

  /** Pages of scopes with too many children; those that are not there show their first. */
  get pages(): NonNullable<GraphViewRequest['pages']> {
    return (this.#list(KEYS.pages) ?? []).flatMap((text) => {
      const [, path = '', page] = /^(.*):(\d{1,6})$/s.exec(text) ?? [];
      return page === undefined ? [] : [{ path, page: Number(page) }];
    });
  }

  set pages(pages: NonNullable<GraphViewRequest['pages']>) {
    this.#setList(
      KEYS.pages,
      pages.filter(({ page }) => page > 0).map(({ path, page }) => `${path}:${page}`),
    );
  }

  /** Another graph, as it is seen at first. */
  choose(run: string, tag: string | undefined): void {
    for (const key of VIEW_KEYS) this.#view.set(key, undefined);
    this.#view.set(KEYS.tag, tag);
    this.#view.set(KEYS.run, run, { push: true });
  }

  #list(key: string): string[] | undefined {
    const text = this.#view.get(key);
    return text === undefined ? undefined : parseOpenScopes(text);
  }

  #setList(key: string, paths: readonly string[]): void {
    this.#view.set(key, paths.length === 0 ? undefined : formatOpenScopes(paths));
  }
}
