import { csvField } from '../../../base/csv-field.ts';
import { printJsonNumber, printNumber } from '../../../base/print-number.ts';
import type { ScalarSeries } from '../../../store/series-store.ts';
import { rowBatches } from './row-batches.ts';

/** Rows printed at a time: some 10 ms of the thread. */
const ROWS = 8192;

/** CSV by RFC 4180, a header line first: run, tag, step, wall_time, value, and when asked for superseded (0 or 1) and group. */
export function* writeCsv(
  series: readonly ScalarSeries[],
  superseded: boolean,
  groups?: readonly string[],
): Generator<string> {
  yield `run,tag,step,wall_time,value${superseded ? ',superseded' : ''}${groups ? ',group' : ''}\r\n`;
  const tails = groups?.map((group) => `,${csvField(group)}`);
  const heads = series.map(({ run, tag }) => `${csvField(run.name)},${csvField(tag)},`);
  for (const batch of rowBatches(series, superseded, ROWS)) {
    let text = '';
    for (let row = 0; row < batch.length; row++) {
      text += heads[batch.seriesNumbers[row]!]!;
      text += `${batch.steps[row]},${printNumber(batch.wallTimes[row]!)},${printNumber(batch.values[row]!)}`;
      if (superseded) text += `,${batch.superseded[row]}`;
      text += `${tails?.[batch.seriesNumbers[row]!] ?? ''}\r\n`;
    }
    yield text;
  }
}

/** A JSON array of one object for each point, a line each: run, tag, step, wallTime, value, and superseded and group when asked for. */
export function* writeJson(
  series: readonly ScalarSeries[],
  superseded: boolean,
  groups?: readonly string[],
): Generator<string> {
  const heads = series.map(
    ({ run, tag }) => `{"run":${JSON.stringify(run.name)},"tag":${JSON.stringify(tag)},"step":`,
  );
  const tails = groups?.map((group) => `,"group":${JSON.stringify(group)}`);
  let separator = '[\n';
  for (const batch of rowBatches(series, superseded, ROWS)) {
    let text = '';
    for (let row = 0; row < batch.length; row++) {
      text += separator + heads[batch.seriesNumbers[row]!]! + batch.steps[row]!;
      text += `,"wallTime":${printJsonNumber(batch.wallTimes[row]!)}`;
      text += `,"value":${printJsonNumber(batch.values[row]!)}`;
      if (superseded) text += `,"superseded":${batch.superseded[row] === 1}`;
      text += `${tails?.[batch.seriesNumbers[row]!] ?? ''}}`;
      separator = ',\n';
    }
    yield text;
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
