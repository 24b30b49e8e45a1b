import type { FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';
import { queryOf } from './request.ts';

const HEADER = 'X-TensorBoard-Feature-Flags';
const PARAMETER = 'tensorBoardFeatureFlags';

/**
 * Checks the flags that TensorBoard's page may send with any request, and that change nothing here: a JSON object, in a
 * header or in the query. Throws REQUEST_INVALID, in TensorBoard's words, when they are none.
 */
export function checkFeatureFlags(request: FastifyRequest): void {
  const header = request.headers[HEADER.toLowerCase()];
  check(HEADER, [header].flat()[0]);
  check(PARAMETER, queryOf(request).get(PARAMETER));
}

function check(name: string, text: string | null | undefined): void {
  if (!text) return;
  let flags: unknown;
  try {
    flags = JSON.parse(text);
  } catch {
    throw new AppError('REQUEST_INVALID', `${name} cannot be JSON decoded.`);
  }
  if (typeof flags !== 'object' || flags === null || Array.isArray(flags))
    throw new AppError('REQUEST_INVALID', `${name} cannot be decoded to a dict.`);
}
