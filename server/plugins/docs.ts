import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { VERSION } from '../base/version.ts';

/** Describes Runlight's own API; register before its routes. */
export async function docs(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: {
        title: 'Runlight',
        version: VERSION,
        description:
          "Runs, series, histograms and graphs as JSON, CSV or binary columns. TensorBoard's own routes are under /data.",
      },
    },
  });
}

/** GET /api/docs: the description, as OpenAPI 3 JSON. */
export function docsRoute(app: FastifyInstance): void {
  app.get('/api/docs', { schema: { summary: 'This description', hide: true } }, () => app.swagger());
}
