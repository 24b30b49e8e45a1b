import { AppError } from '../../../base/errors.ts';
import { MALFORMED } from '../../../decode/wire-reader.ts';
import { forEachField } from '../message-fields.ts';
import { parseText } from '../text/parse-text.ts';

/** As much of a file as tells whether it is text. */
const LOOKED_AT = 4096;

/**
 * A graph from a file: a serialized GraphDef (.pb) or one as protobuf text (.pbtxt), whichever the bytes are. Throws
 * GRAPH_INVALID for anything else.
 */
export function uploadedGraph(bytes: Uint8Array): Uint8Array {
  if (isText(bytes)) return parseText('GraphDef', Buffer.from(bytes).toString());
  try {
    forEachField(bytes, () => undefined);
  } catch (error) {
    if (error !== MALFORMED) throw error;
    throw new AppError('GRAPH_INVALID', 'The file is neither a GraphDef (.pb) nor one as text (.pbtxt).');
  }
  return bytes;
}

/** Text begins with a comment or a field's name; a serialized GraphDef with the tag of a field, a control character. */
function isText(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, LOOKED_AT)).toString('latin1');
  return /^\s*(?:#|[a-z_]+\s*[:{<])/.test(head) && ![...head].some((char) => char < '\t');
}
