import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { buildGraphModel, type GraphModel } from '../../../../server/dashboards/graphs/model/graph-model.ts';

/** A function: its arguments, its nodes as `graphDef` takes them, and where its results come from. */
export interface FunctionText {
  readonly parameters?: readonly string[];
  readonly nodes: readonly tensorboard.INodeDef[];
  readonly results?: Readonly<Record<string, string>>;
}

/** A node that may name functions by its attributes. */
export function call(
  name: string,
  op: string,
  input: string[] = [],
  functions: Readonly<Record<string, string>> = {},
): tensorboard.INodeDef {
  const attr = Object.fromEntries(
    Object.entries(functions).map(([attribute, called]) => [attribute, { func: { name: called } }]),
  );
  return { name, op, input, attr };
}

/** The model of a graph with a library. */
export function functionModel(
  node: tensorboard.INodeDef[],
  functions: Readonly<Record<string, FunctionText>>,
): GraphModel {
  const library = {
    function: Object.entries(functions).map(([name, { parameters = [], nodes, results = {} }]) => ({
      signature: {
        name,
        inputArg: parameters.map((parameter) => ({ name: parameter })),
        outputArg: Object.keys(results).map((result) => ({ name: result })),
      },
      nodeDef: [...nodes],
      // A map: protobuf may write it in any order.
      ret: Object.fromEntries(Object.entries(results).toReversed()),
    })),
  };
  return buildGraphModel(tensorboard.GraphDef.encode({ node, library }).finish());
}
