import { EDGE_KIND, type EdgeColumns } from './graph-columns.ts';

/** Ops that write to their first input, a variable: the edge is a reference. */
const WRITES_FIRST_INPUT =
  /^(?:Assign(?:Add|Sub)?(?:VariableOp)?|assign(?:_(?:add|sub))?|CountUpTo|count_up_to|Scatter(?:Add|Sub|Update)|scatter_(?:add|sub|update)|(?:Resource)?(?:Sparse)?Apply[A-Z]\w*)$/;

/** Inputs as written, those of node i from `starts[i]` to `starts[i + 1]`. */
export interface WrittenInputs {
  readonly texts: readonly string[];
  readonly starts: Int32Array;
}

/** What inputs are resolved with. */
export interface KnownNodes {
  /** The first node of each name is meant. */
  readonly nodeByName: ReadonlyMap<string, number>;
  readonly opIds: Int32Array;
  /** Per op id: whether the op writes to its first input, from `findWriters`. */
  readonly isWriter: readonly boolean[];
  /** Per op id: of a function the names of its results, in order. */
  readonly resultNames: readonly (readonly string[] | undefined)[];
}

/**
 * Turns inputs into edges: "node", "node:2" (output 2), "^node" (control). Inside functions "node:name:2" is the third
 * tensor of one of the op's outputs: of calls the result of that name, of other ops, whose outputs are not known, output 2.
 */
export function resolveInputs(known: KnownNodes, inputs: WrittenInputs): EdgeColumns {
  const { nodeByName, opIds, isWriter, resultNames } = known;
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
        if (source !== undefined) {
          ports[edge] = portNumber(name.slice(colon + 1), resultNames[opIds[source]!]);
        }
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

/** @param output "2", or "name:2". */
function portNumber(output: string, resultNames: readonly string[] | undefined): number {
  const colon = output.lastIndexOf(':');
  const port = Number(output.slice(colon + 1));
  if (!Number.isInteger(port) || port < 0 || port >= 0x7fffffff) return 0;
  const result = colon < 0 ? -1 : (resultNames?.indexOf(output.slice(0, colon)) ?? -1);
  return result < 0 ? port : result;
}
