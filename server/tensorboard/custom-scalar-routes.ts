import type { FastifyInstance } from 'fastify';
import { mergedLayout } from './custom-layout.ts';
import { matchTags } from './match-tags.ts';
import type { PythonValue } from './python-json.ts';
import { sendJson } from './reply.ts';
import { addRoute, queryOf } from './request.ts';
import { sendScalars } from './scalar-routes.ts';
import { scalarsJson } from './scalar-rows.ts';
import { belongsTo, SCALARS } from './series-index.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

/** TensorBoard's `/data/plugin/custom_scalars/…`: the layout, the series that a chart asks for, and their downloads. */
export function customScalarRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  const { store, limit } = context;
  addRoute(app, '/data/plugin/custom_scalars/layout', async (_request, reply) =>
    sendJson(reply, await mergedLayout(context)),
  );

  addRoute(app, '/data/plugin/custom_scalars/scalars', (request, reply) => {
    const query = queryOf(request);
    const series = [...(store.runByName(query.get('run') ?? '')?.series.values() ?? [])].filter((one) =>
      belongsTo(one, SCALARS),
    );
    const matches = matchTags(
      query.get('tag') ?? '',
      series.map(({ tag }) => tag),
    );
    const events = new Map<string, PythonValue>();
    for (const one of series) {
      if (one.kind === 'scalar' && matches?.has(one.tag))
        events.set(one.tag, scalarsJson(one, limit('scalars')));
    }
    return sendJson(reply, { regex_valid: matches !== undefined, tag_to_events: events });
  });

  addRoute(app, '/data/plugin/custom_scalars/download_data', (request, reply) =>
    sendScalars(reply, context, queryOf(request)),
  );
}
