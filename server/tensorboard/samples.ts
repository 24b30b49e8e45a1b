/** Steps of a series that TensorBoard's plugins answer with when `--samples_per_plugin` names no other number. */
const DEFAULT_SAMPLES = {
  scalars: 1000,
  histograms: 51,
  distributions: 501,
  images: 10,
  audio: 10,
  text: 100,
  pr_curves: 100,
  mesh: 100,
} as const;

/** Steps that a plugin's routes answer with at most; 0 = all. */
export type SampleLimit = (plugin: keyof typeof DEFAULT_SAMPLES) => number;

/** The limits that a command line asks for, by plugin. Distributions are made from histograms: they follow those. */
export function sampleLimits(samplesPerPlugin: ReadonlyMap<string, number>): SampleLimit {
  const distributions = samplesPerPlugin.get('distributions') ?? samplesPerPlugin.get('histograms');
  return (plugin) =>
    (plugin === 'distributions' ? distributions : samplesPerPlugin.get(plugin)) ?? DEFAULT_SAMPLES[plugin];
}
