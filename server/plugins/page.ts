import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The bundled page, beside the compiled server: dist/page. */
const PAGE_FOLDER = fileURLToPath(new URL('../../page', import.meta.url));
/** Names of bundled files hold a hash of their content. */
const HASHED_FOLDER = '/assets/';

/** Serves the page at `/`. Only files of the bundle: no request ever names a path outside it. */
export async function page(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: PAGE_FOLDER,
    preCompressed: true,
    // The list of files is fixed at start: each gets a route, and nothing else is looked up on the disk.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.replaceAll('\\', '/').includes(HASHED_FOLDER);
      reply.header('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
