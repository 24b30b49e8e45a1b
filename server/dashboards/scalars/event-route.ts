import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ErrorReply } from '../../../proto/api/common.ts';
import { EventQuery, EventReply } from '../../../proto/api/scalars.ts';
import { AppError } from '../../base/errors.ts';
import type { DashboardContext } from '../registry.ts';
import { eventJson } from './event/event-json.ts';
import { findEvent } from './event/find-event.ts';

/** GET /api/scalars/event: where in which file the record of a point is, and what it holds. */
export function eventRoute(app: FastifyInstance, { store, eventFiles }: DashboardContext): void {
  const schema = {
    summary: 'The record that holds a point',
    description:
      'Looks through the run’s events files. Without wall_time the last point of that step counts. In the event, bytes and ' +
      'what is long are cut: {bytes, hex}, {text, length}, {items, length}.',
    querystring: EventQuery,
    response: { 200: EventReply, 400: ErrorReply, 404: ErrorReply },
  };
  app.withTypeProvider<TypeBoxTypeProvider>().get('/event', { schema }, async ({ query }) => {
    const { run, tag, step, wall_time: wallTime } = query;
    if (!store.runByName(run)) throw new AppError('RUN_NOT_FOUND', `There is no run ${JSON.stringify(run)}.`);
    const files = eventFiles(run);
    const found = await findEvent(
      files.map(({ path }) => path),
      { tag, step, wallTime },
    );
    if (!found) {
      const at = wallTime === undefined ? `step ${step}` : `step ${step} and wall time ${wallTime}`;
      throw new AppError(
        'POINT_NOT_FOUND',
        `No record of run ${JSON.stringify(run)} holds ${JSON.stringify(tag)} at ${at}.`,
      );
    }
    const { path, offset, length, event } = found;
    return {
      file: files.find((file) => file.path === path)?.name ?? '',
      offset,
      length,
      event: eventJson(event) as EventReply['event'],
    };
  });
}
