import type { SeriesDefinition, SeriesStore } from '../store/series-store.ts';
import { PrintedJson, pythonJson, type PythonValue } from './python-json.ts';
import { belongsTo, describeSeries, understood, type PluginSeries } from './series-index.ts';

/** Parts of an answer, by what they were printed of; undefined where that has no series of the plugin. */
type PrintedLists = WeakMap<readonly SeriesDefinition[], PrintedJson | undefined>;

/**
 * The answers of the plugins' `tags` routes: run → tag → display name and description. What runs have in common is printed
 * once: of 2,000 runs with 20 tags, printing each takes a tenth of a second.
 */
export class TagLists {
  readonly #store: SeriesStore;
  readonly #printed = new Map<PluginSeries, PrintedLists>();

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  /** The answer for a plugin. */
  of(plugin: PluginSeries): PythonValue {
    const lists: PrintedLists = this.#printed.get(plugin) ?? new WeakMap();
    this.#printed.set(plugin, lists);
    const runs = new Map<string, PythonValue>();
    for (const { name, definitions } of this.#store.runs()) {
      if (!lists.has(definitions)) lists.set(definitions, printTags(definitions, plugin));
      const printed = lists.get(definitions);
      if (printed) runs.set(name, printed);
    }
    return runs;
  }
}

function printTags(all: readonly SeriesDefinition[], plugin: PluginSeries): PrintedJson | undefined {
  if (!all.some((one) => belongsTo(one, plugin))) return undefined;
  const tags = understood(all, plugin).map((one) => [one.tag, { ...describeSeries(one) }] as const);
  return new PrintedJson(pythonJson(new Map(tags)));
}
