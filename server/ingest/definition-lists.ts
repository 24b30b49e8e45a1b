import type { SeriesDefinition } from '../store/series-store.ts';
import type { SeriesMetadata } from '../store/series-store.ts';

/** Lists remembered at a time; both sides then forget all of them. */
const MAX_LISTS = 256;

/** The series that a batch defines, as they go from thread to thread: `definitions` where the list was not sent before. */
export interface SentDefinitions {
  readonly list: number;
  readonly definitions: readonly SeriesDefinition[] | undefined;
}

/** A batch that defines nothing. */
const NOTHING: readonly SeriesDefinition[] = [];

/**
 * Sends each list of definitions once: the runs of a sweep all have the same tags, and to copy twenty definitions for each of
 * thousands of runs takes longer than to decode their points.
 */
export class DefinitionSender {
  readonly #sent = new Map<string, number>();
  readonly #metadataNumbers = new WeakMap<SeriesMetadata, number>();
  #nextMetadataNumber = 0;

  send(definitions: readonly SeriesDefinition[]): SentDefinitions | undefined {
    if (definitions.length === 0) return undefined;
    const key = definitions.map((one) => this.#describe(one)).join('\0');
    const known = this.#sent.get(key);
    if (known !== undefined) return { list: known, definitions: undefined };
    if (this.#sent.size === MAX_LISTS) this.#sent.clear();
    const list = this.#sent.size;
    this.#sent.set(key, list);
    return { list, definitions };
  }

  #describe({ index, kind, metadata, tag }: SeriesDefinition): string {
    let number = this.#metadataNumbers.get(metadata);
    if (number === undefined) {
      number = this.#nextMetadataNumber++;
      this.#metadataNumbers.set(metadata, number);
    }
    return `${index} ${kind} ${number} ${tag}`;
  }
}

/** The other end of a DefinitionSender. */
export class DefinitionReceiver {
  #lists: (readonly SeriesDefinition[])[] = [];

  receive(sent: SentDefinitions | undefined): readonly SeriesDefinition[] {
    if (!sent) return NOTHING;
    const { list, definitions } = sent;
    if (!definitions) return this.#lists[list] ?? NOTHING;
    if (list === 0) this.#lists = [];
    this.#lists[list] = definitions;
    return definitions;
  }
}
