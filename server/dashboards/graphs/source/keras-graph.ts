import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { Audience } from './audience.ts';
import { kerasDataType } from './keras-data-type.ts';
import {
  childLayers,
  inboundLayers,
  isModel,
  layerName,
  layerNames,
  parseModel,
  type KerasLayer,
} from './keras-model.ts';

/** What is known of the layers walked so far. */
interface Links {
  /** Path of the layer that feeds an input layer of a nested model, by the input layer's path. */
  readonly sourceByInput: Map<string, string>;
  /** Paths of a model's output layers, by the model's path. */
  readonly outputsByModel: Map<string, readonly string[]>;
  /** The layer before, which feeds the next one of a sequential model. */
  previous: string | undefined;
}

/**
 * The layers of a Keras model as a serialized GraphDef: one node per layer, named by the models around it, with the
 * attributes `keras_class` and `dtype` and no op. For the page, inputs are also taken from files of Keras 2 and of
 * nested models with their inputs in a list, which TensorBoard leaves out.
 *
 * @param json What `model.to_json()` wrote. Throws GRAPH_INVALID when it is no model.
 */
export function kerasGraph(json: string, audience: Audience): Uint8Array {
  const nodes: tensorboard.INodeDef[] = [];
  const links: Links = { sourceByInput: new Map(), outputsByModel: new Map(), previous: undefined };
  // An explicit stack: nesting comes from the log and may be deep. Preorder, as the models were written.
  const stack: { scope: string; layer: KerasLayer }[] = [{ scope: '', layer: parseModel(json) }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { scope, layer } = next;
    if (isModel(layer)) {
      enterModel(layer, scope, links, audience);
      const inner = scoped(scope, layerName(layer));
      for (const child of childLayers(layer).toReversed()) stack.push({ scope: inner, layer: child });
    } else {
      nodes.push(layerNode(layer, scope, links, audience));
    }
  }
  return tensorboard.GraphDef.encode({ node: nodes }).finish();
}

function layerNode(layer: KerasLayer, scope: string, links: Links, audience: Audience): tensorboard.INodeDef {
  const name = scoped(scope, layerName(layer));
  const attr: Record<string, tensorboard.IAttrValue> = {};
  if (typeof layer.class_name === 'string') attr['keras_class'] = { s: Buffer.from(layer.class_name) };
  const type = kerasDataType(layer);
  if (type !== undefined) attr['dtype'] = { type };
  const inbound = inboundLayers(layer, audience);
  const input = inbound?.map((source) => outputOf(scoped(scope, source.name), source.tensor, links)) ?? [];
  if (inbound === undefined && links.previous !== undefined) input.push(links.previous);
  const fed = links.sourceByInput.get(name);
  if (fed !== undefined) input.push(fed);
  links.previous = name;
  return { name, input, attr };
}

/** An input may be a whole model: then it is that output layer of the model. */
function outputOf(path: string, tensor: number, links: Links): string {
  const outputs = links.outputsByModel.get(path);
  return outputs?.[tensor] ?? outputs?.at(-1) ?? path;
}

/** Notes how a model is tied to what stands around it, before its layers are walked. */
function enterModel(model: KerasLayer, scope: string, links: Links, audience: Audience): void {
  const path = scoped(scope, layerName(model));
  const sources = inboundLayers(model, audience) ?? [];
  const inputs = layerNames(model.config['input_layers'], audience === 'page');
  const outputs = layerNames(model.config['output_layers'], true);
  const isFunctional = inputs.length > 0 && outputs.length > 0;
  const [source] = sources;
  if (source === undefined) {
    const [input] = inputs;
    if (isFunctional && input !== undefined && links.previous !== undefined) {
      links.sourceByInput.set(scoped(path, input), links.previous);
    }
  } else if (isFunctional) {
    for (const [index, input] of inputs.entries()) {
      const from = sources[index];
      if (from !== undefined) links.sourceByInput.set(scoped(path, input), scoped(scope, from.name));
    }
  } else {
    links.previous = scoped(scope, source.name);
  }
  const last = childLayers(model).at(-1);
  const ends = isFunctional || last === undefined ? outputs : [layerName(last)];
  links.outputsByModel.set(
    path,
    ends.map((end) => scoped(path, end)),
  );
}

function scoped(scope: string, name: string): string {
  return scope === '' ? name : `${scope}/${name}`;
}
