import { tensorboard } from '../../proto/generated/tensorboard.js';
import { BLOB_FORM, type SeriesMetadata } from '../store/series-store.ts';

/** DataClass of proto/tensorboard/summary.proto. */
export const DATA_CLASS = { unknown: 0, scalar: 1, tensor: 2, blobSequence: 3 } as const;

/** What TensorBoard takes a plugin's series for when its metadata name no data class (dataclass_compat). */
const DATA_CLASS_BY_PLUGIN: ReadonlyMap<string, number> = new Map([
  ['scalars', DATA_CLASS.scalar],
  ['histograms', DATA_CLASS.tensor],
  ['text', DATA_CLASS.tensor],
  ['hparams', DATA_CLASS.tensor],
  ['pr_curves', DATA_CLASS.tensor],
  ['mesh', DATA_CLASS.tensor],
  ['custom_scalars', DATA_CLASS.tensor],
  ['images', DATA_CLASS.blobSequence],
  ['audio', DATA_CLASS.blobSequence],
  ['graph_run_metadata', DATA_CLASS.blobSequence],
  ['graph_run_metadata_graph', DATA_CLASS.blobSequence],
  ['graph_keras_model', DATA_CLASS.blobSequence],
]);

/** Series that have no summary metadata of their own: graph and run-metadata events. */
export const RUN_GRAPH_TAG = '__run_graph__';
export const META_GRAPH_TAG = '__meta_graph__';
export const GRAPH_METADATA = synthesized('graphs', DATA_CLASS.blobSequence);
/** A graph inside a MetaGraphDef, which TensorBoard does not show: a plugin name of our own. */
export const META_GRAPH_METADATA = synthesized('meta_graph', DATA_CLASS.blobSequence);
export const RUN_METADATA_METADATA = synthesized('graph_tagged_run_metadata', DATA_CLASS.blobSequence);
export const NO_METADATA = synthesized('', DATA_CLASS.unknown);

function synthesized(plugin: string, dataClass: number): SeriesMetadata {
  return { plugin, displayName: '', description: '', dataClass, content: new Uint8Array(0) };
}

/** Parses a serialized SummaryMetadata. Throws when it is none. */
export function parseMetadata(bytes: Uint8Array): SeriesMetadata {
  const message = tensorboard.SummaryMetadata.decode(bytes);
  return {
    plugin: message.pluginData?.pluginName ?? '',
    displayName: message.displayName,
    description: message.summaryDescription,
    dataClass: message.dataClass,
    content: Uint8Array.from(message.pluginData?.content ?? []),
  };
}

/**
 * Metadata that TensorBoard gives an old-style value (data_compat): the display name is the tag unless one was
 * given. Undefined for forms that carry their own.
 */
export function metadataOfOldForm(
  form: number,
  tag: string,
  given: SeriesMetadata | undefined,
): SeriesMetadata | undefined {
  const displayName = given?.displayName || tag;
  const description = given?.description ?? '';
  const of = (plugin: string, dataClass: number, content: number[]): SeriesMetadata => ({
    plugin,
    displayName,
    description,
    dataClass,
    content: Uint8Array.from(content),
  });
  switch (form) {
    case BLOB_FORM.simpleValue:
      return of('scalars', DATA_CLASS.scalar, []);
    case BLOB_FORM.histo:
      return of('histograms', DATA_CLASS.tensor, []);
    case BLOB_FORM.image:
      // ImagePluginData { converted_to_tensor: true }
      return of('images', DATA_CLASS.blobSequence, [0x10, 1]);
    case BLOB_FORM.audio:
      // AudioPluginData { encoding: WAV, converted_to_tensor: true }
      return of('audio', DATA_CLASS.blobSequence, [0x10, 11, 0x18, 1]);
    default:
      return undefined;
  }
}

/**
 * The data class of a series, from the first metadata seen for the tag in the run and the first seen in the file:
 * TensorBoard decides by file whether it fills in a missing class.
 */
export function resolveDataClass(metadata: SeriesMetadata, firstInFile: SeriesMetadata): number {
  if (firstInFile.dataClass !== DATA_CLASS.unknown) return metadata.dataClass;
  return DATA_CLASS_BY_PLUGIN.get(firstInFile.plugin) ?? metadata.dataClass;
}
