import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ErrorReply } from '../../proto/api/common.ts';
import {
  RunsPatchBody,
  RunsPatchReply,
  SavedView,
  SavedViewBody,
  SavedViewParams,
  ViewsReply,
} from '../../proto/api/views.ts';
import { patchRuns, removeView, saveView } from './change-views.ts';
import type { ViewsStore } from './views-store.ts';

/** Room for a word on each of tens of thousands of runs. */
const MAX_PATCH_BYTES = 8 * 1024 * 1024;

/** /api/views: what people say about runs, and saved views. */
export function viewsRoutes(app: FastifyInstance, store: ViewsStore): void {
  const typed = app.withTypeProvider<TypeBoxTypeProvider>();
  const failures = { 400: ErrorReply, 409: ErrorReply };

  const all = { summary: 'What people say about runs, and saved views', response: { 200: ViewsReply } };
  typed.get('/api/views', { schema: all }, async (): Promise<ViewsReply> => {
    const { views, path, readOnly } = store;
    return {
      file: path ?? null,
      ...(readOnly !== undefined && { readOnly }),
      runs: Object.fromEntries(views.runs),
      saved: Object.fromEntries(views.saved),
    };
  });

  const patch = {
    summary: 'Change what is said about runs',
    description: 'A JSON merge patch by name of the run: what is absent stays, null takes away.',
    body: RunsPatchBody,
    response: { 200: RunsPatchReply, ...failures },
  };
  typed.patch(
    '/api/views/runs',
    { schema: patch, bodyLimit: MAX_PATCH_BYTES },
    async ({ body }): Promise<RunsPatchReply> => {
      const { runs } = await store.change(patchRuns(body));
      return { runs: Object.fromEntries(Object.keys(body).map((run) => [run, runs.get(run) ?? {}])) };
    },
  );

  const save = {
    summary: 'Save a view under a name',
    params: SavedViewParams,
    body: SavedViewBody,
    response: { 200: SavedView, ...failures },
  };
  typed.put('/api/views/saved/:name', { schema: save }, async ({ params: { name }, body }) => {
    const { saved } = await store.change(saveView(name, body, Date.now() / 1000));
    return saved.get(name.trim())!;
  });

  const remove = {
    summary: 'Forget a saved view',
    params: SavedViewParams,
    response: { 204: Type.Null(), 404: ErrorReply, ...failures },
  };
  typed.delete('/api/views/saved/:name', { schema: remove }, async ({ params: { name } }, reply) => {
    await store.change(removeView(name));
    return reply.code(204).send(null);
  });
}
