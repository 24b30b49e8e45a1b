import { tensorboard } from '../../proto/generated/tensorboard.js';
import type { RunFiles } from './list-runs.ts';
import { readEvents, tagOf, type EventOutline, type ValueOutline } from './read-events.ts';

const RUN_GRAPH_TAG = '__run_graph__';
const META_GRAPH_TAG = '__meta_graph__';

/** What the files of a run hold. */
export interface RunCounts {
  readonly records: number;
  /** Places where there was no sound record, or none that holds an Event. */
  readonly damaged: number;
  /** Points by tag, those that a restart supersedes too. */
  readonly pointsByTag: ReadonlyMap<string, number>;
}

/** Counts straight from the files. */
export function countPoints({ files }: RunFiles): RunCounts {
  const pointsByTag = new Map<string, number>();
  const addPoint = (tag: string): void => void pointsByTag.set(tag, (pointsByTag.get(tag) ?? 0) + 1);
  let records = 0;
  let damaged = 0;
  for (const file of files) {
    // Of each tag, the plugin that its first value in the file names.
    const plugins = new Map<string, string>();
    for (const found of readEvents(file)) {
      const event = 'event' in found && areScalarsSound(found.event, plugins) ? found.event : undefined;
      if (event === undefined) {
        damaged++;
        continue;
      }
      records++;
      addEvent(event, plugins, addPoint);
    }
  }
  return { records, damaged, pointsByTag };
}

function addEvent(event: EventOutline, plugins: Map<string, string>, addPoint: (tag: string) => void): void {
  if (event.graphDef) addPoint(RUN_GRAPH_TAG);
  if (event.metaGraphDef) addPoint(META_GRAPH_TAG);
  if (event.taggedRunMetadata) addPoint(event.taggedRunMetadata.tag ?? '');
  for (const value of event.summary?.value ?? []) {
    const tag = tagOf(value);
    if (!plugins.has(tag)) plugins.set(tag, value.metadata?.pluginData?.pluginName ?? '');
    // Hyperparameters are all metadata: there, a value without a value is one.
    if (hasValue(value) || plugins.get(tag) === 'hparams') addPoint(tag);
  }
}

/** Whether every tensor that may be a scalar is a message: where one is none, neither is the event. */
function areScalarsSound(event: EventOutline, plugins: ReadonlyMap<string, string>): boolean {
  return (event.summary?.value ?? []).every((value) => {
    const plugin = plugins.get(tagOf(value)) ?? value.metadata?.pluginData?.pluginName ?? '';
    return !value.tensor || !['', 'scalars'].includes(plugin) || isTensor(value.tensor);
  });
}

function isTensor(bytes: Uint8Array): boolean {
  try {
    tensorboard.TensorProto.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function hasValue({ simpleValue, image, histo, audio, tensor }: ValueOutline): boolean {
  return typeof simpleValue === 'number' || [image, histo, audio, tensor].some(Boolean);
}
