import type { RunInfo } from './types.ts';

export interface PluginCount {
  /** Different tags, over all runs. */
  readonly tags: number;
  /** (run, tag) pairs. */
  readonly series: number;
}

/** How much data of each plugin there is, by plugin name; a plugin without any is absent. */
export function countByPlugin(runs: readonly RunInfo[]): Map<string, PluginCount> {
  const tagsByPlugin = new Map<string, Set<string>>();
  const seriesByPlugin = new Map<string, number>();
  for (const run of runs) {
    for (const [plugin, tags] of run.tagsByPlugin) {
      if (tags.length === 0) continue;
      let known = tagsByPlugin.get(plugin);
      if (!known) tagsByPlugin.set(plugin, (known = new Set()));
      for (const tag of tags) known.add(tag);
      seriesByPlugin.set(plugin, (seriesByPlugin.get(plugin) ?? 0) + tags.length);
    }
  }
  return new Map(
    [...tagsByPlugin].map(([plugin, tags]) => [
      plugin,
      { tags: tags.size, series: seriesByPlugin.get(plugin) ?? 0 },
    ]),
  );
}
