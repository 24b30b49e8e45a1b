import { csvField } from '../../../base/csv-field.ts';
import { printJsonNumber, printNumber } from '../../../base/print-number.ts';
import { NUMBERS_PER_BUCKET } from '../decode-histogram.ts';
import type { ExportedHistogram } from './bucket-rows.ts';

/** CSV by RFC 4180, a header line first, a line for each bucket. */
export async function* writeCsv(batches: AsyncIterable<ExportedHistogram[]>): AsyncGenerator<string> {
  yield 'run,tag,step,wall_time,bucket,left,right,count\r\n';
  for await (const batch of batches) {
    let text = '';
    for (const { run, tag, step, wallTime, buckets } of batch) {
      const head = `${csvField(run)},${csvField(tag)},${step},${printNumber(wallTime)}`;
      for (let at = 0; at < buckets.length; at += NUMBERS_PER_BUCKET) {
        const numbers = Array.from(buckets.subarray(at, at + NUMBERS_PER_BUCKET), printNumber);
        text += `${head},${at / NUMBERS_PER_BUCKET},${numbers.join(',')}\r\n`;
      }
    }
    yield text;
  }
}

/** A JSON array of one object for each histogram, a line each: run, tag, step, wallTime, and buckets as in TensorBoard. */
export async function* writeJson(batches: AsyncIterable<ExportedHistogram[]>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const batch of batches) {
    let text = '';
    for (const { run, tag, step, wallTime, buckets } of batch) {
      const rows: string[] = [];
      for (let at = 0; at < buckets.length; at += NUMBERS_PER_BUCKET)
        rows.push(
          `[${Array.from(buckets.subarray(at, at + NUMBERS_PER_BUCKET), printJsonNumber).join(',')}]`,
        );
      text += `${separator}{"run":${JSON.stringify(run)},"tag":${JSON.stringify(tag)},"step":${step}`;
      text += `,"wallTime":${printJsonNumber(wallTime)},"buckets":[${rows.join(',')}]}`;
      separator = ',\n';
    }
    yield text;
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
