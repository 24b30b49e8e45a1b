import type { Run, SeriesStore } from '../store/series-store.ts';
import { PrintedJson, pythonJson, type PythonValue } from './python-json.ts';
import { describeSeries, seriesOf, type PluginSeries } from './series-index.ts';

/** A run's part of an answer, for as long as the run has as many series. */
interface KnownList {
  readonly seriesCount: number;
  /** Undefined when the run has no series of the plugin. */
  readonly printed: PrintedJson | undefined;
}

/**
 * The answers of the plugins' `tags` routes: run → tag → display name and description. Each run's part is printed once
 * and kept until the run changes: with 40,000 tags printing takes a tenth of a second.
 */
export class TagLists {
  readonly #store: SeriesStore;
  readonly #known = new Map<PluginSeries, WeakMap<Run, KnownList>>();

  constructor(store: SeriesStore) {
    this.#store = store;
    store.onChange(({ runs }) => {
      for (const lists of this.#known.values()) for (const run of runs) lists.delete(run);
    });
  }

  /** The answer for a plugin. */
  of(plugin: PluginSeries): PythonValue {
    const lists = this.#known.get(plugin) ?? new WeakMap<Run, KnownList>();
    this.#known.set(plugin, lists);
    const runs = new Map<string, PythonValue>();
    for (const run of this.#store.runs()) {
      let list = lists.get(run);
      if (list?.seriesCount !== run.series.size) {
        list = { seriesCount: run.series.size, printed: printTags(run, plugin) };
        lists.set(run, list);
      }
      if (list.printed) runs.set(run.name, list.printed);
    }
    return runs;
  }
}

function printTags(run: Run, plugin: PluginSeries): PrintedJson | undefined {
  const series = seriesOf(run, plugin);
  return (
    series && new PrintedJson(pythonJson(new Map(series.map((one) => [one.tag, { ...describeSeries(one) }]))))
  );
}
