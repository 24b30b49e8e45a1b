import { EDGE_KIND, type EdgeColumns } from './graph-columns.ts';

/** Ops that write to their first input, a variable: the edge is a reference. */
const WRITES_FIRST_INPUT =
  /^(?:Assign(?:Add|Sub)?(?:VariableOp)?|assign(?:_(?:add|sub))?|CountUpTo|count_up_to|Scatter(?:Add|Sub|Update)|scatter_(?:add|sub|update)|(?:Resource)?(?:Sparse)?Apply[A-Z]\w*)$/;

/** Inputs as written, those of node i from `starts[i]` to `starts[i + 1]`. */
export interface WrittenInputs {
  readonly texts: readonly string[];
  readonly starts: Int32Array;
}

/**
 * Turns inputs into edges: "node", "node:2" (output 2), "node:name:2" (inside functions), "^node" (control).
 * @param nodeByName The first node of each name is meant.
 * @param isWriter Per op id: whether the op writes to its first input, from `findWriters`.
 */
export function resolveInputs(
  nodeByName: ReadonlyMap<string, number>,
  opIds: Int32Array,
  isWriter: readonly boolean[],
  inputs: WrittenInputs,
): EdgeColumns {
  const count = inputs.texts.length;
  const sources = new Int32Array(count);
  const ports = new Int32Array(count);
  const kinds = new Uint8Array(count);
  for (let node = 0; node < opIds.length; node++) {
    const start = inputs.starts[node]!;
    const end = inputs.starts[node + 1]!;
    for (let edge = start; edge < end; edge++) {
      const text = inputs.texts[edge]!;
      const isControl = text.startsWith('^');
      const name = isControl ? text.slice(1) : text;
      let source = nodeByName.get(name);
      if (source === undefined) {
        const colon = name.indexOf(':');
        if (colon >= 0) source = nodeByName.get(name.slice(0, colon));
        if (source !== undefined) ports[edge] = portNumber(name);
      }
      sources[edge] = source ?? -1;
      if (isControl) kinds[edge] = EDGE_KIND.control;
      else if (edge === start && isWriter[opIds[node]!]) kinds[edge] = EDGE_KIND.reference;
    }
  }
  return { sources, ports, kinds };
}

/** Which of the ops write to their first input. */
export function findWriters(ops: readonly string[]): boolean[] {
  return ops.map((op) => WRITES_FIRST_INPUT.test(op));
}

function portNumber(input: string): number {
  const port = Number(input.slice(input.lastIndexOf(':') + 1));
  return Number.isInteger(port) && port >= 0 && port < 0x7fffffff ? port : 0;
}
