import type { FastifyError, FastifyInstance } from 'fastify';
import type { ErrorReply } from '../../proto/api/common.ts';
import { AppError } from '../base/errors.ts';

/** One shape for every error; what a caller can mend is said, what only we can goes to the log. */
export function errors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    const statusCode = error.statusCode ?? 500;
    if (statusCode >= 500) request.log.error({ err: error, url: request.url }, 'request failed');
    const code = error instanceof AppError ? error.code : statusCode < 500 ? 'REQUEST_INVALID' : 'INTERNAL';
    const isTellable = statusCode < 500 || error instanceof AppError;
    const message = isTellable ? error.message : 'The server failed; its log says why.';
    return reply.code(statusCode).send({ statusCode, error: code, message } satisfies ErrorReply);
  });
  app.setNotFoundHandler((request, reply) => {
    // TensorBoard's clients know its two words.
    if (request.url.includes('/data/'))
      return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
    const message = `There is nothing at ${request.method} ${request.url}.`;
    return reply.code(404).send({ statusCode: 404, error: 'ROUTE_NOT_FOUND', message } satisfies ErrorReply);
  });
}
