import { encodeField, lastField, mapFields } from '../message-fields.ts';

// Fields of proto/tensorboard/graph.proto.
const GRAPH = { node: 1 } as const;
const NODE = { attr: 5 } as const;
const ENTRY = { key: 1, value: 2 } as const;
const ATTR_VALUE = { list: 1 } as const;
const LIST = { s: 2 } as const;

/**
 * Takes the attributes that are larger than `limitBytes` out of the nodes of a serialized GraphDef, and lists their
 * names in one more attribute, `largeAttributesKey`. Nodes inside functions are left as they are, as in TensorBoard.
 */
export function limitAttributes(
  graph: Uint8Array,
  limitBytes: number,
  largeAttributesKey: string,
): Uint8Array {
  return mapFields(graph, (field, payload) =>
    field === GRAPH.node ? limitNode(payload, limitBytes, largeAttributesKey) : payload,
  );
}

function limitNode(node: Uint8Array, limitBytes: number, largeAttributesKey: string): Uint8Array {
  if (node.length <= limitBytes) return node;
  const large: Uint8Array[] = [];
  const kept = mapFields(node, (field, payload) => {
    if (field !== NODE.attr || payload.length <= limitBytes) return payload;
    const value = lastField(payload, ENTRY.value);
    if (value === undefined || value.length <= limitBytes) return payload;
    large.push(lastField(payload, ENTRY.key) ?? new Uint8Array(0));
    return undefined;
  });
  if (large.length === 0) return node;
  const names = Buffer.concat(large.map((key) => encodeField(LIST.s, key)));
  const entry = [
    encodeField(ENTRY.key, Buffer.from(largeAttributesKey)),
    encodeField(ENTRY.value, encodeField(ATTR_VALUE.list, names)),
  ];
  return Buffer.concat([kept, encodeField(NODE.attr, Buffer.concat(entry))]);
}
