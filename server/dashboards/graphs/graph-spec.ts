import type { GraphQuery } from '../../../proto/api/graphs.ts';
import { AppError } from '../../base/errors.ts';
import type { ReadContext } from '../registry.ts';
import type { GraphSpec } from './graph-worker.ts';
import { findGraph, profilesOf, readPayload, whereIs, type GraphSource } from './source/graph-sources.ts';

/** Which graph is asked about, and how it is looked at. */
export type GraphRef = Readonly<GraphQuery>;

/** Begins the tags of uploaded graphs, which belong to the run "". */
export const UPLOAD_TAG = 'upload:';

/** Finds what a reference means. Throws RUN_NOT_FOUND or GRAPH_NOT_FOUND. */
export function graphSpec({ store, blobs }: ReadContext, ref: GraphRef): GraphSpec {
  const { run, tag, version, by, profile, profileDevices, againstRun, againstTag } = ref;
  if (run === '' && tag?.startsWith(UPLOAD_TAG)) return uploadedSpec(tag);
  const source = findGraph(store, run, tag, version);
  const before =
    againstRun === undefined && againstTag === undefined
      ? undefined
      : findGraph(store, againstRun ?? run, againstTag);
  const isByDevice = by === 'device';
  const key = [graphKey(source), isByDevice ? 'by device' : '', before ? graphKey(before) : ''].join('|');
  return {
    key,
    load: async () => ({
      graph: await readPayload(blobs, source),
      before: before && (await readPayload(blobs, before)),
      isByDevice,
    }),
    profile: profile === undefined ? undefined : profileSpec({ store, blobs }, run, profile, profileDevices),
  };
}

function profileSpec(
  { store, blobs }: ReadContext,
  runName: string,
  tag: string,
  devices: string | undefined,
): GraphSpec['profile'] {
  const run = store.runByName(runName);
  const found = run && profilesOf(run).find((profile) => profile.tag === tag);
  if (found === undefined) {
    const where = `The run ${JSON.stringify(runName)}`;
    throw new AppError('GRAPH_NOT_FOUND', `${where} has no run metadata under ${JSON.stringify(tag)}.`);
  }
  const { point } = found;
  return {
    key: devices === undefined ? pointKey(point) : `${pointKey(point)}|${devices}`,
    counted: devices?.split(','),
    load: async () => ({ bytes: await blobs.read(point), form: point.form, where: whereIs(point) }),
  };
}

function uploadedSpec(tag: string): GraphSpec {
  return {
    key: tag,
    load: () =>
      Promise.reject(
        new AppError('GRAPH_NOT_FOUND', 'The uploaded graph is not in memory any more: open its file again.'),
      ),
  };
}

function graphKey({ plugin, point }: GraphSource): string {
  return `${plugin} ${pointKey(point)}`;
}

/** Equal for equal bytes: a file may be replaced by another of its name. */
function pointKey({ form, length, crc, offset, file }: GraphSource['point']): string {
  return [form, length, crc, offset, file].join(' ');
}
