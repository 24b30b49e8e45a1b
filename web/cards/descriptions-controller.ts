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

/** The descriptions that were logged with tags. Renders its host when they have come. */
export class DescriptionsController implements ReactiveController {
  readonly #host: TagCardsHost;
  #reply: TagsReply | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: TagCardsHost) {
    this.#host = host;
    host.addController(this);
  }

  /** HTML from a log; empty when the tag has no description. */
  of(plugin: keyof TagsReply, tag: string): string {
    const htmlByTag = this.#reply?.[plugin].tagDescriptions;
    return htmlByTag && Object.hasOwn(htmlByTag, tag) ? (htmlByTag[tag] ?? '') : '';
  }

  hostConnected(): void {
    this.#timer = setTimeout(() => void this.#load(), DELAY_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  async #load(): Promise<void> {
    try {
      this.#reply = await fetchJson<TagsReply>(`${this.#host.session.base}data/plugin/timeseries/tags`);
      if (Object.values(this.#reply).some(hasDescriptions)) this.#host.requestUpdate();
    } catch (error) {
      // Cards do without; the live connection says that the server is away.
      if (!(error instanceof RequestError)) throw error;
    }
  }
}

function hasDescriptions({ tagDescriptions }: TagsReply[keyof TagsReply]): boolean {
  return Object.keys(tagDescriptions).length > 0;
}
