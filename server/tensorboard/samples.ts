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

/** The limits that a command line asks for, by plugin. */
export function sampleLimits(samplesPerPlugin: ReadonlyMap<string, number>): SampleLimit {
  return (plugin) => samplesPerPlugin.get(plugin) ?? DEFAULT_SAMPLES[plugin];
}
