import { AppError } from '../../../base/errors.ts';
import { MALFORMED } from '../../../decode/wire-reader.ts';
import { BLOB_FORM } from '../../../store/series-store.ts';
import type { GraphChoice } from '../../../../proto/api/graphs.ts';
import type { Audience } from './audience.ts';
import { kerasGraph } from './keras-graph.ts';
import { lastField } from '../message-fields.ts';
import { opGraph } from './op-graph.ts';

const META_GRAPH_DEF_FIELD = 2;
const TENSOR_STRING_VAL_FIELD = 8;

/** A graph as it was recorded. */
export interface GraphPayload {
  readonly bytes: Uint8Array;
  /** One of BLOB_FORM. */
  readonly form: number;
  readonly kind: GraphChoice['kind'];
  /** File and offset, for messages. */
  readonly where: string;
}

/**
 * A recorded graph as a serialized GraphDef, whatever it was written as. A GraphDef is not looked into.
 * Throws GRAPH_INVALID when the payload holds no graph.
 */
export function decodeGraph(payload: GraphPayload, audience: Audience): Uint8Array {
  const { bytes, form, kind, where } = payload;
  if (form === BLOB_FORM.graphDef) return bytes;
  return orInvalid('graph', where, () => {
    if (form === BLOB_FORM.metaGraphDef) return lastField(bytes, META_GRAPH_DEF_FIELD) ?? new Uint8Array(0);
    const text = tensorString(bytes);
    return kind === 'op' ? opGraph(text, audience) : kerasGraph(Buffer.from(text).toString(), audience);
  });
}

/** Run metadata as a serialized RunMetadata, whatever it was written as. Throws GRAPH_INVALID. */
export function decodeRunMetadata({ bytes, form, where }: Omit<GraphPayload, 'kind'>): Uint8Array {
  return orInvalid('run metadata', where, () => (form === BLOB_FORM.tensor ? tensorString(bytes) : bytes));
}

/** The first string of a serialized TensorProto. Throws MALFORMED when it has none. */
export function tensorString(tensor: Uint8Array): Uint8Array {
  const value = lastField(tensor, TENSOR_STRING_VAL_FIELD);
  if (value === undefined) throw MALFORMED;
  return value;
}

/** Runs `decode`; bytes that are no message become GRAPH_INVALID, which says what was damaged and where. */
export function orInvalid<T>(what: string, where: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error !== MALFORMED) throw error;
    throw new AppError('GRAPH_INVALID', `The ${what} at ${where} is damaged: ${MALFORMED.message}.`);
  }
}
