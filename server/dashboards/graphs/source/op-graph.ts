import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { AppError } from '../../../base/errors.ts';
import type { Audience } from './audience.ts';
import { encodeField, forEachField, lastField, mapFields } from '../message-fields.ts';
import { functionNames, renameCalls } from './rename-calls.ts';

// Fields of proto/tensorboard/graph.proto and run_metadata.proto.
const RUN_METADATA = { functionGraphs: 4 } as const;
const FUNCTION_GRAPHS = { preOptimizationGraph: 2 } as const;
const GRAPH = { node: 1, library: 2, versions: 4 } as const;
const NODE = { name: 1, op: 2, input: 3, attr: 5 } as const;
const ENTRY = { key: 1, value: 2 } as const;
const ATTR_VALUE = { func: 10 } as const;
const NAME_ATTR_LIST = { name: 1 } as const;
const LIBRARY = { function: 1, gradient: 2 } as const;
const FUNCTION = { signature: 1, node: 3 } as const;
const SIGNATURE = { name: 1 } as const;
const GRADIENT = { functionName: 1, gradientFunc: 2 } as const;

/**
 * The op graph that a RunMetadata holds, as a serialized GraphDef: the graph of its one function before it was
 * optimized; of several functions all, their names prefixed by "graph_1", "graph_2", …; of none, an empty graph.
 *
 * Throws GRAPH_INVALID when the graphs are of different TensorFlow versions, MALFORMED for bytes that are no message.
 */
export function opGraph(runMetadata: Uint8Array, audience: Audience): Uint8Array {
  const graphs: Uint8Array[] = [];
  forEachField(runMetadata, (field, payload) => {
    if (field !== RUN_METADATA.functionGraphs) return;
    graphs.push(lastField(payload, FUNCTION_GRAPHS.preOptimizationGraph) ?? new Uint8Array(0));
  });
  const [first] = graphs;
  if (first === undefined) return new Uint8Array(0);
  return graphs.length === 1 ? first : mergeGraphs(graphs, audience);
}

function mergeGraphs(graphs: readonly Uint8Array[], audience: Audience): Uint8Array {
  const versions = graphs.map((graph) => lastField(graph, GRAPH.versions) ?? new Uint8Array(0));
  const producers = versions.map((bytes) => tensorboard.VersionDef.decode(bytes).producer);
  if (new Set(producers).size > 1) {
    throw new AppError(
      'GRAPH_INVALID',
      `The run metadata holds graphs of different versions (producers ${producers.join(', ')}): they cannot be shown together.`,
    );
  }
  const parts = graphs.map((graph, index) => prefixGraph(graph, `graph_${index + 1}`, audience));
  const [version] = versions;
  return Buffer.concat(producers[0] && version ? [...parts, encodeField(GRAPH.versions, version)] : parts);
}

/** Nodes and functions of a graph, renamed; its versions are left out. */
function prefixGraph(graph: Uint8Array, prefix: string, audience: Audience): Uint8Array {
  const parts: Uint8Array[] = [];
  const functions = functionNames(lastField(graph, GRAPH.library) ?? new Uint8Array(0));
  // TensorBoard renames what nodes of one op call, and that outside of functions only: the page finds every function again.
  const prefixCalls =
    audience === 'page'
      ? (node: Uint8Array): Uint8Array => renameCalls(node, functions, (name) => `${prefix}_${name}`)
      : undefined;
  forEachField(graph, (field, payload) => {
    if (field === GRAPH.node) {
      const node = prefixCalls?.(payload) ?? prefixPartitionedCall(payload, prefix);
      parts.push(encodeField(field, prefixNode(node, prefix, audience)));
    }
    if (field !== GRAPH.library) return;
    const library = prefixLibrary(payload, prefix, prefixCalls);
    if (library.length > 0) parts.push(encodeField(field, library));
  });
  return Buffer.concat(parts);
}

function prefixNode(node: Uint8Array, prefix: string, audience: Audience): Uint8Array {
  return mapFields(node, (field, payload) => {
    if (field === NODE.name) return encodeText(`${prefix}/${text(payload)}`);
    return field === NODE.input ? encodeText(renameInput(prefix, text(payload), audience)) : payload;
  });
}

function prefixPartitionedCall(node: Uint8Array, prefix: string): Uint8Array {
  const op = lastField(node, NODE.op);
  if (op === undefined || text(op) !== 'PartitionedCall') return node;
  return mapFields(node, (field, payload) =>
    field === NODE.attr ? prefixCalledFunction(payload, prefix) : payload,
  );
}

/** TensorBoard makes "^a" an input from a node "graph_1/^a" that is nowhere; the page keeps it a control input. */
function renameInput(prefix: string, input: string, audience: Audience): string {
  const isControl = audience === 'page' && input.startsWith('^');
  return isControl ? `^${prefix}/${input.slice(1)}` : `${prefix}/${input}`;
}

function prefixCalledFunction(entry: Uint8Array, prefix: string): Uint8Array {
  if (text(lastField(entry, ENTRY.key) ?? new Uint8Array(0)) !== 'f') return entry;
  return mapFields(entry, (field, payload) =>
    field === ENTRY.value
      ? mapFields(payload, (kind, func) =>
          kind === ATTR_VALUE.func ? prefixText(func, [NAME_ATTR_LIST.name], prefix) : func,
        )
      : payload,
  );
}

/** Functions and gradients; registered gradients are left out, as TensorBoard does. */
function prefixLibrary(
  library: Uint8Array,
  prefix: string,
  prefixCalls: ((node: Uint8Array) => Uint8Array) | undefined,
): Uint8Array {
  return mapFields(library, (field, payload) => {
    if (field === LIBRARY.gradient) {
      return prefixText(payload, [GRADIENT.functionName, GRADIENT.gradientFunc], prefix);
    }
    if (field !== LIBRARY.function) return undefined;
    return mapFields(payload, (part, inner) => {
      if (part === FUNCTION.signature) return prefixText(inner, [SIGNATURE.name], prefix);
      return part === FUNCTION.node && prefixCalls ? prefixCalls(inner) : inner;
    });
  });
}

/** Puts "<prefix>_" before some text fields of a message. */
function prefixText(message: Uint8Array, fields: readonly number[], prefix: string): Uint8Array {
  return mapFields(message, (field, payload) =>
    fields.includes(field) ? encodeText(`${prefix}_${text(payload)}`) : payload,
  );
}

function text(payload: Uint8Array): string {
  return Buffer.from(payload.buffer, payload.byteOffset, payload.length).toString();
}

function encodeText(value: string): Uint8Array {
  return Buffer.from(value);
}
