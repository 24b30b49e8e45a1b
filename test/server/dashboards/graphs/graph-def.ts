import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel, type GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';

/** A node as `name = Op(input, input)`, the parentheses only with inputs: "a", "a = Add(x, ^y)". */
export function graphDef(...nodes: readonly string[]): Uint8Array {
  return tensorboard.GraphDef.encode({ node: nodes.map(nodeDef) }).finish();
}

/** The model of such nodes. */
export function graphModel(...nodes: readonly string[]): GraphModel {
  return buildGraphModel(graphDef(...nodes));
}

function nodeDef(text: string): tensorboard.INodeDef {
  const [name = '', call = 'Op'] = text.split(' = ');
  const [op = '', inputs] = call.split('(');
  return { name, op, input: inputs?.replace(')', '').split(', ') ?? [] };
}
