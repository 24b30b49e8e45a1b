import { MALFORMED } from '../../../decode/wire-reader.ts';
import { forEachField, lastField } from '../message-fields.ts';
import type { GraphColumns } from './graph-columns.ts';

// Fields of proto/tensorboard/graph.proto.
const NODE = { attr: 5 } as const;
const ENTRY = { key: 1, value: 2 } as const;

/** The bytes of a NodeDef; empty for arguments and results of functions. */
export function nodeBytes({ bytes, nodeStarts, nodeEnds }: GraphColumns, node: number): Uint8Array {
  return bytes.subarray(nodeStarts[node], nodeEnds[node]);
}

/** Calls `visit` with the name and the serialized AttrValue of each attribute of a node, as far as they can be read. */
export function forEachAttribute(
  columns: GraphColumns,
  node: number,
  visit: (name: string, value: Uint8Array) => void,
): void {
  readAsFarAsPossible(nodeBytes(columns, node), (field, payload) => {
    if (field !== NODE.attr) return;
    const name = Buffer.from(lastField(payload, ENTRY.key) ?? []).toString();
    visit(name, lastField(payload, ENTRY.value) ?? new Uint8Array(0));
  });
}

/** The bytes of a node may be damaged: what comes before the damage is still shown. */
export function readAsFarAsPossible(
  bytes: Uint8Array,
  visit: (field: number, payload: Uint8Array) => void,
): void {
  try {
    forEachField(bytes, visit);
  } catch (error) {
    if (error !== MALFORMED) throw error;
  }
}
