import { Type, type Static } from 'typebox';

/** Every error answer of Runlight's own API. */
export const ErrorReply = Type.Object({
  statusCode: Type.Integer(),
  /** Code of the error catalogue, e.g. "RUN_NOT_FOUND". */
  error: Type.String(),
  message: Type.String(),
});
export type ErrorReply = Static<typeof ErrorReply>;

/** Version of the websocket protocol in proto/live.proto. */
export const PROTOCOL_VERSION = 3;
