import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';

type Handler = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | Promise<FastifyReply>;

/** Adds a route for the methods that TensorBoard's clients use; its own routes look at none. */
export function addRoute(app: FastifyInstance, url: string, handler: Handler): void {
  app.route({ method: ['GET', 'POST'], url, handler });
}

/** The query's parameters, decoded; of a repeated one `get` gives the first, as TensorBoard takes it. */
export function queryOf({ url }: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

/** The fields of a form, url-encoded or multipart; none when the body is no form. */
export async function formOf({ body, headers }: FastifyRequest): Promise<FormData> {
  if (!Buffer.isBuffer(body)) return new FormData();
  const type = headers['content-type'] ?? '';
  try {
    return await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData();
  } catch {
    return new FormData();
  }
}

/** A whole number of 0 or more; 0 when the parameter is absent. Throws REQUEST_INVALID. */
export function countOf(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '0';
  if (!/^\s*\+?\d{1,15}\s*$/.test(text))
    throw new AppError('REQUEST_INVALID', `${name} must be a whole number of 0 or more`);
  return Number(text);
}

/** A parameter that must be there. Throws REQUEST_INVALID. */
export function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value === null || value === '')
    throw new AppError('REQUEST_INVALID', `query parameter "${name}" is required`);
  return value;
}
