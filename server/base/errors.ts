/**
 * The catalogue of errors: every code that Runlight reports, with its HTTP status.
 *
 * Expected outcomes (a run that is not there, a corrupt record) are values or AppErrors with one of these codes;
 * anything else that is thrown is a mistake in the program and becomes a 500 whose text stays in the log.
 */
export const ERRORS = {
  CONFIG_INVALID: 400,
  PORT_UNAVAILABLE: 500,
  REQUEST_INVALID: 400,
  RUN_NOT_FOUND: 404,
  TAG_NOT_FOUND: 404,
  SELECTION_EMPTY: 404,
  POINT_NOT_FOUND: 404,
  GRAPH_NOT_FOUND: 404,
  BLOB_NOT_FOUND: 404,
  NODE_NOT_FOUND: 404,
  VIEW_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  HOST_FORBIDDEN: 403,
  ORIGIN_FORBIDDEN: 403,
  VIEWS_READ_ONLY: 409,
  GRAPH_INVALID: 422,
  BLOB_UNREADABLE: 500,
  CHUNK_UNREADABLE: 500,
  OUTPUT_UNWRITABLE: 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERRORS;

/** An error that a person caused or can act on. `message` says what, where, and what was expected. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly statusCode: number;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.statusCode = ERRORS[code];
  }
}
