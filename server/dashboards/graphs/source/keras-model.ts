import { AppError } from '../../../base/errors.ts';
import type { Audience } from './audience.ts';

/** A layer or model as `to_json` writes it; everything but `config` comes unchecked from the log. */
export interface KerasLayer {
  readonly config: Readonly<Record<string, unknown>>;
  readonly class_name?: unknown;
  readonly inbound_nodes?: unknown;
}

/** One input of a layer: the layer it comes from and which of that layer's tensors. */
export interface InboundLayer {
  readonly name: string;
  readonly tensor: number;
}

/** Throws GRAPH_INVALID when the text is no JSON of a layer. */
export function parseModel(json: string): KerasLayer {
  let model: unknown;
  try {
    model = JSON.parse(json);
  } catch (error) {
    throw new AppError('GRAPH_INVALID', `The Keras model is no JSON: ${(error as Error).message}`);
  }
  if (!isLayer(model)) throw new AppError('GRAPH_INVALID', 'The Keras model has no "config".');
  return model;
}

/** A model is a layer that holds layers. */
export function isModel(layer: KerasLayer): boolean {
  return Array.isArray(layer.config['layers']);
}

export function childLayers(layer: KerasLayer): readonly KerasLayer[] {
  const layers = layer.config['layers'];
  return Array.isArray(layers) ? layers.filter(isLayer) : [];
}

export function layerName(layer: KerasLayer): string {
  return String(layer.config['name'] ?? 'None');
}

/**
 * Names in `input_layers` or `output_layers`: ["name", node, tensor] or a list of such.
 * @param readLists Whether lists of several are understood: TensorBoard does so for outputs only.
 */
export function layerNames(references: unknown, readLists: boolean): readonly string[] {
  if (!Array.isArray(references)) return [];
  const [first] = references as unknown[];
  if (typeof first === 'string') return [first];
  if (!readLists) return [];
  return references.filter(Array.isArray).map((reference: unknown[]) => String(reference[0]));
}

/**
 * What `inbound_nodes` says; undefined when the layer has none, as in a sequential model.
 * Keras 3: [{args: [tensor | [tensor, …]]}] with tensor.config.keras_history = [layer, node, tensor].
 * Keras 2: [[[layer, node, tensor, {…}], …]], which TensorBoard does not read.
 */
export function inboundLayers(layer: KerasLayer, audience: Audience): InboundLayer[] | undefined {
  const calls = layer.inbound_nodes;
  if (calls === undefined || calls === null) return undefined;
  if (!Array.isArray(calls)) return [];
  const histories = calls.flatMap((call: unknown) => {
    if (isRecord(call)) return keras3Histories(call);
    return audience === 'page' && Array.isArray(call) ? (call as unknown[]) : [];
  });
  return histories.flatMap((history) => {
    if (!Array.isArray(history) || history.length < 3) return [];
    const [name, , tensor] = history as unknown[];
    return [{ name: String(name), tensor: typeof tensor === 'number' ? tensor : 0 }];
  });
}

function keras3Histories(call: Readonly<Record<string, unknown>>): unknown[] {
  const args = call['args'];
  if (!Array.isArray(args)) return [];
  return (args as unknown[]).flat().map((tensor) => {
    const config = isRecord(tensor) ? tensor['config'] : undefined;
    return isRecord(config) ? config['keras_history'] : undefined;
  });
}

function isLayer(value: unknown): value is KerasLayer {
  return isRecord(value) && isRecord(value['config']);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
