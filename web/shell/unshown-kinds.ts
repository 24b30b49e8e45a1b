import { formatPlural } from '../base/format.ts';
import type { PluginCount } from '../data/plugin-counts.ts';
import type { Dashboard } from '../data/types.ts';

/** What a series of each plugin is called, one and many. */
const NOUNS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  '': ['series without a plugin', 'series without a plugin'],
  images: ['image', 'images'],
  audio: ['audio clip', 'audio clips'],
  text: ['text', 'texts'],
  pr_curves: ['precision-recall curve', 'precision-recall curves'],
  mesh: ['mesh', 'meshes'],
  hparams: ['hyperparameter record', 'hyperparameter records'],
  custom_scalars: ['custom scalar layout', 'custom scalar layouts'],
  graph_tagged_run_metadata: ['run metadata record', 'run metadata records'],
  projector: ['embedding', 'embeddings'],
};

/** Data that no dashboard shows yet, in words: ["12 images", "3 texts", "1 series of “debugger”"]. */
export function describeUnshown(
  counts: ReadonlyMap<string, PluginCount>,
  dashboards: readonly Dashboard[],
): string[] {
  const shown = new Set(dashboards.flatMap(({ plugins }) => plugins));
  return [...counts]
    .filter(([plugin]) => !shown.has(plugin))
    .map(([plugin, { series }]) => {
      const nouns = Object.hasOwn(NOUNS, plugin) ? NOUNS[plugin] : undefined;
      return nouns
        ? formatPlural(series, ...nouns)
        : formatPlural(series, `series of “${plugin}”`, `series of “${plugin}”`);
    });
}
