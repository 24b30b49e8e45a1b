import type { ReactiveController } from 'lit';
import { fetchJson, RequestError } from '../data/http-client.ts';
import type { TagCardsHost } from './tag-cards-controller.ts';

/** What is used of the reply of TensorBoard's route: sanitised HTML by tag, differing ones of several runs joined. */
interface TagsReply {
  readonly scalars: { readonly tagDescriptions: Readonly<Record<string, string>> };
  readonly histograms: { readonly tagDescriptions: Readonly<Record<string, string>> };
}

/** The cards come first. */
const DELAY_MS = 800;

/** The descriptions that were logged with tags of a plugin. Renders its host when they have come. */
export class DescriptionsController implements ReactiveController {
  readonly #host: TagCardsHost;
  readonly #plugin: keyof TagsReply;
  #htmlByTag: ReadonlyMap<string, string> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: TagCardsHost, plugin: keyof TagsReply) {
    this.#host = host;
    this.#plugin = plugin;
    host.addController(this);
  }

  /** HTML from a log; empty when the tag has no description. */
  of(tag: string): string {
    return this.#htmlByTag.get(tag) ?? '';
  }

  hostConnected(): void {
    this.#timer = setTimeout(() => void this.#load(), DELAY_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  async #load(): Promise<void> {
    try {
      const reply = await fetchJson<TagsReply>(`${this.#host.session.base}data/plugin/timeseries/tags`);
      this.#htmlByTag = new Map(Object.entries(reply[this.#plugin].tagDescriptions));
      if (this.#htmlByTag.size > 0) this.#host.requestUpdate();
    } catch (error) {
      // Cards do without; the live connection says that the server is away.
      if (!(error instanceof RequestError)) throw error;
    }
  }
}
