import type { GraphInstrument } from '../../../proto/api/graph-costs.ts';
import type { Colouring } from './graph-address.ts';
import { valueAt, type InstrumentClient, type SparkPoints } from './instrument-client.ts';
import type { Scene } from './scene.ts';

/** As many tags as are read to colour a picture. */
const MAX_COLOURING_TAGS = 300;

/** The tags that belong to a node, or to anything inside a scope, each once; those of the node itself first. */
export function instrumentsAt(all: readonly GraphInstrument[], path: string): GraphInstrument[] {
  const inside = all.filter((one) => one.path === path || one.path.startsWith(`${path}/`));
  const ordered = inside.toSorted((a, b) => Number(b.path === path) - Number(a.path === path));
  return [...new Map(ordered.toReversed().map((one) => [one.tag, one])).values()].toReversed();
}

/** What the colouring by tags needs: series per tag, read once and kept as long as the graph is shown. */
export class InstrumentValues {
  readonly #client: InstrumentClient;
  readonly #run: string;
  readonly #series = new Map<string, Promise<SparkPoints>>();

  constructor(client: InstrumentClient, run: string) {
    this.#client = client;
    this.#run = run;
  }

  /**
   * Numbers by visible node: the mean over the tags of a node, or of everything in a closed scope, at a step.
   * Throws RequestError.
   */
  async valuesOf(
    scene: Scene,
    all: readonly GraphInstrument[],
    colouring: Colouring,
    step: number | undefined,
    signal: AbortSignal,
  ): Promise<Map<string, number>> {
    const kind = colouring === 'value' ? 'scalars' : 'histograms';
    const tags = all.filter((one) => one.kind === kind).slice(0, MAX_COLOURING_TAGS);
    const values = await Promise.all(
      tags.map(async ({ tag }) => valueAt(await this.#seriesOf(tag, colouring, signal), step)),
    );
    const sums = new Map<string, { sum: number; count: number }>();
    for (const [index, { path }] of tags.entries()) {
      const value = values[index];
      const shown = visibleAt(scene, path);
      if (value === undefined || !Number.isFinite(value) || shown === undefined) continue;
      const own = sums.get(shown) ?? { sum: 0, count: 0 };
      sums.set(shown, own);
      own.sum += value;
      own.count++;
    }
    return new Map([...sums].map(([path, { sum, count }]) => [path, sum / count]));
  }

  #seriesOf(tag: string, colouring: Colouring, signal: AbortSignal): Promise<SparkPoints> {
    const key = `${colouring} ${tag}`;
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const reading =
      colouring === 'value'
        ? this.#client.scalars(this.#run, tag, signal)
        : this.#client.measure(this.#run, tag, colouring, signal);
    this.#series.set(key, reading);
    // What failed or was given up is read again.
    reading.catch(() => this.#series.delete(key));
    return reading;
  }
}

/** The visible node that a path is, or is inside of. */
function visibleAt({ nodeByPath }: Scene, path: string): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (nodeByPath.has(path.slice(0, end))) return path.slice(0, end);
  }
  return undefined;
}
