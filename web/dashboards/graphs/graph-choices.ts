import type { GraphChoice, GraphProfile } from '../../../proto/api/graphs.ts';
import type { Catalogue } from '../../data/types.ts';
import type { GraphAddress } from './graph-address.ts';
import type { GraphClient } from './graph-client.ts';

/** Plugins whose series are graphs or run metadata. */
const GRAPH_PLUGINS = /^(?:graphs|meta_graph|graph_)/;

/** The graphs that can be chosen: those of all runs, and files from the disk. */
export class GraphChoices {
  readonly #client: GraphClient;
  readonly #uploads: GraphChoice[] = [];
  #seriesSeen = '';

  /** Undefined until the server has told. */
  all: readonly GraphChoice[] | undefined;
  /** Run metadata that can be laid over graphs. */
  profiles: readonly GraphProfile[] = [];
  /** Names of files by their tags. */
  readonly fileNames = new Map<string, string>();

  constructor(client: GraphClient) {
    this.#client = client;
  }

  /** The graph that an address names, or the first one when it names none. */
  find({ run, tag, version }: Pick<GraphAddress, 'run' | 'tag' | 'version'>): GraphChoice | undefined {
    return this.all?.find(
      (choice) =>
        (run === undefined || choice.run === run) &&
        (tag === undefined || choice.tag === tag) &&
        (version === undefined ? choice.isShown : choice.version === version),
    );
  }

  /** Whether a graph has appeared in the catalogue, or gone, since this was asked before. */
  haveChanged({ runs }: Catalogue): boolean {
    const series = runs.flatMap(({ name, tagsByPlugin }) =>
      [...tagsByPlugin].filter(([plugin]) => GRAPH_PLUGINS.test(plugin)).map(([, tags]) => [name, ...tags]),
    );
    const seen = JSON.stringify(series);
    if (seen === this.#seriesSeen) return false;
    this.#seriesSeen = seen;
    return true;
  }

  /** Asks the server. Throws what GraphClient throws. */
  async read(signal: AbortSignal): Promise<void> {
    const { graphs, profiles } = await this.#client.list(signal);
    this.all = [...graphs, ...this.#uploads];
    this.profiles = profiles;
  }

  /** Adds a file, a GraphDef, serialized or as text. Throws what GraphClient throws. */
  async addFile(file: File, signal: AbortSignal): Promise<GraphChoice> {
    const { tag, bytes } = await this.#client.upload(file, signal);
    const known = { run: '', kind: 'op', version: 0, isShown: true, step: 0 } as const;
    const upload = { ...known, tag, bytes, wallTime: file.lastModified / 1000 };
    if (!this.fileNames.has(tag)) this.#uploads.push(upload);
    this.all = [...(this.all ?? []).filter((one) => one.tag !== tag), upload];
    this.fileNames.set(tag, file.name);
    return upload;
  }
}

/** Whether two choices are of one graph as it was written once. */
export function isSameGraph(a: GraphChoice, b: GraphChoice): boolean {
  return a.run === b.run && a.tag === b.tag && a.step === b.step && a.wallTime === b.wallTime;
}
