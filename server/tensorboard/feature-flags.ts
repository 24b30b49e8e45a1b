import type { FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';
import { queryOf } from './request.ts';

/**
 * Checks the flags that TensorBoard's page may send with any request, and that change nothing here: a JSON object, in a
 * header or in the query. Throws REQUEST_INVALID when they are none.
 */
export function checkFeatureFlags(request: FastifyRequest): void {
  const header = [request.headers['x-tensorboard-feature-flags'] ?? []].flat();
  for (const text of [...header, ...queryOf(request).getAll('tensorBoardFeatureFlags')]) {
    if (!isJsonObject(text)) throw new AppError('REQUEST_INVALID', 'the feature flags must be a JSON object');
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
