import type { FastifyInstance } from 'fastify';
import { AppError } from '../../base/errors.ts';
import { sendBlob, sendJson, sendText } from '../reply.ts';
import { addRoute, queryOf, required } from '../request.ts';
import { sendScalars } from '../scalar-routes.ts';
import type { TensorBoardContext } from '../tensorboard-routes.ts';
import { buildTable, tableCsv, tableJson, tableLatex } from './download-table.ts';
import { experimentOf } from './experiment.ts';
import { experimentJson, sessionGroupJson } from './hparams-json.ts';
import {
  ExperimentRequest,
  MetricEvalsRequest,
  parseRequest,
  SessionGroupsRequest,
  type SessionGroupsRequest as GroupsRequest,
} from './hparams-request.ts';
import { metricRun } from './metric-run.ts';
import { sessionGroups, type SessionGroup } from './session-groups.ts';
import { readHParams, type Experiment } from './sessions.ts';

/** TensorBoard's `/data/plugin/hparams/…`: what was varied, the table of sessions, its downloads, a metric's points. */
export function hparamsRoutes(app: FastifyInstance, context: TensorBoardContext): void {
  const { store } = context;
  addRoute(app, '/data/plugin/hparams/experiment', async (request, reply) => {
    const { includeMetrics = true, hparamsLimit = 0 } = await parseRequest(request, ExperimentRequest);
    const experiment = experimentOf(store, readHParams(store), includeMetrics);
    const limit = Number(hparamsLimit) || Infinity;
    return sendJson(
      reply,
      experimentJson({ ...experiment, hparamInfos: (experiment.hparamInfos ?? []).slice(0, limit) }),
    );
  });

  addRoute(app, '/data/plugin/hparams/session_groups', async (request, reply) => {
    const { groups, total } = answer(context, await parseRequest(request, SessionGroupsRequest));
    return sendJson(reply, { sessionGroups: groups.map(sessionGroupJson), totalSize: total });
  });

  addRoute(app, '/data/plugin/hparams/metric_evals', async (request, reply) => {
    const { sessionName = '', metricName = {} } = await parseRequest(request, MetricEvalsRequest);
    const { group = '', tag = '' } = metricName;
    return sendScalars(reply, context, new URLSearchParams({ run: metricRun(sessionName, group), tag }));
  });

  addRoute(app, '/data/plugin/hparams/download_data', async (request, reply) => {
    const query = queryOf(request);
    const visibility = parseVisibility(required(query, 'columnsVisibility'));
    const { groups, experiment } = answer(context, await parseRequest(request, SessionGroupsRequest));
    const table = buildTable(experiment, groups, visibility);
    switch (query.get('format')) {
      case 'json':
        return sendJson(reply, tableJson(table));
      case 'csv':
        return sendText(reply, 'text/csv', tableCsv(table));
      case 'latex':
        return sendBlob(reply, 'application/x-latex', Buffer.from(tableLatex(table)));
      default:
        throw new AppError('REQUEST_INVALID', 'format must be json, csv or latex');
    }
  });
}

function answer(
  { store }: TensorBoardContext,
  request: GroupsRequest,
): { experiment: Experiment; groups: SessionGroup[]; total: number } {
  const logged = readHParams(store);
  const experiment = experimentOf(store, logged, request.includeMetrics ?? true);
  const groups = sessionGroups(store, logged, experiment, request);
  const start = Number(request.startIndex ?? 0);
  return {
    experiment,
    groups: groups.slice(start, start + Number(request.sliceSize ?? 0)),
    total: groups.length,
  };
}

/** A list of true and false, one for each column. Throws REQUEST_INVALID. */
function parseVisibility(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list;
  } catch {
    // Said below.
  }
  throw new AppError('REQUEST_INVALID', 'columnsVisibility must be a list of true and false');
}
