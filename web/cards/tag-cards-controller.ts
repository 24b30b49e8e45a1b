import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { TagBrowser, type BrowsedTags, type TagBrowserOptions } from '../data/tag-browser.ts';
import type { Session } from '../data/types.ts';
import { WatchController } from '../data/watch-controller.ts';

/** A dashboard of cards by tag. */
export type TagCardsHost = ReactiveControllerHost & { readonly session: Session };

/**
 * What a dashboard of cards shows, by the drawn runs, the filter and the groups. Renders its host when any of that has
 * changed, or one of the keys of the address that it names.
 */
export class TagCardsController implements ReactiveController {
  readonly #host: TagCardsHost;
  readonly #options: TagBrowserOptions;
  #browser: TagBrowser | undefined;

  constructor(host: TagCardsHost, options: TagBrowserOptions, viewKeys: readonly string[]) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
    const keys = [options.filterKey, options.groupsKey, ...viewKeys];
    new WatchController(
      host,
      () => host.session.catalogue,
      () => host.session.catalogue.runs,
    );
    // Not its focus, which follows the pointer: that is the cards' affair.
    new WatchController(
      host,
      () => host.session.selection,
      () => host.session.selection.drawn,
    );
    new WatchController(
      host,
      () => host.session.view,
      () => keys.map((key) => host.session.view.get(key) ?? '').join('\0'),
    );
  }

  hostConnected(): void {
    this.#browser ??= new TagBrowser(this.#host.session, this.#options);
  }

  hostDisconnected(): void {
    this.#host.session.selection.focus(undefined);
  }

  get browser(): TagBrowser | undefined {
    return this.#browser;
  }

  /** Undefined until the catalogue is known. */
  browse(): BrowsedTags | undefined {
    return this.#host.session.catalogue.isReady ? this.#browser?.browse() : undefined;
  }
}
