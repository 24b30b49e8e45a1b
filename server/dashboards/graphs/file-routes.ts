import { createHash } from 'node:crypto';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ErrorReply } from '../../../proto/api/common.ts';
import { GraphFileQuery, GraphUpload } from '../../../proto/api/graph-costs.ts';
import { AppError } from '../../base/errors.ts';
import type { ReadContext } from '../registry.ts';
import { graphSpec, UPLOAD_TAG } from './graph-spec.ts';
import type { GraphWorker } from './graph-worker.ts';

/** A graph of three million nodes; larger ones belong into a log. */
const MAX_UPLOAD_BYTES = 512 * 2 ** 20;

/** Graphs as files: GET /file downloads one, POST /uploads shows one that is in no log. Nothing is stored on the disk. */
export function fileRoutes(app: FastifyInstance, context: ReadContext, worker: GraphWorker): void {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  routes.get(
    '/file',
    {
      schema: {
        summary: 'The graph as a serialized GraphDef (pb) or as protobuf text (pbtxt)',
        querystring: GraphFileQuery,
      },
    },
    async ({ query }, reply) => {
      const { format } = query;
      const bytes = await worker.ask(graphSpec(context, query), { kind: 'file', isText: format === 'pbtxt' });
      return reply
        .type(format === 'pb' ? 'application/octet-stream' : 'text/plain; charset=utf-8')
        .header('content-disposition', `attachment; filename="graph.${format}"`)
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    },
  );
  app.register(async (uploads) => {
    uploads.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: MAX_UPLOAD_BYTES },
      (_request, body, done) => done(null, body),
    );
    uploads.withTypeProvider<TypeBoxTypeProvider>().post(
      '/uploads',
      {
        bodyLimit: MAX_UPLOAD_BYTES,
        schema: {
          summary:
            'Shows a GraphDef (.pb or .pbtxt) that is in no log: the body; kept in memory only, while there is room',
          response: { 200: GraphUpload, 400: ErrorReply, 422: ErrorReply },
        },
      },
      async ({ body }) => {
        if (!(body instanceof Uint8Array) || body.length === 0) {
          throw new AppError(
            'REQUEST_INVALID',
            'The body must be a graph, sent as application/octet-stream.',
          );
        }
        const tag = UPLOAD_TAG + createHash('sha256').update(body).digest('hex').slice(0, 32);
        await worker.upload(tag, body);
        return { tag, bytes: body.length };
      },
    );
  });
}
