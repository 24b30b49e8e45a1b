import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { tensorboard } from '../../proto/generated/tensorboard.js';
import { SeededRandom } from '../../server/writer/demo/seeded-random.ts';
import { frameRecord } from '../../server/decode/frame-record.ts';

/** What to generate. */
export interface LogShape {
  readonly runs: number;
  readonly tags: number;
  readonly steps: number;
  /**
   * "tensor" as tf.summary.scalar of TensorFlow 2 writes, "simple" as TensorFlow 1 and PyTorch do, "histogram" as
   * tf.summary.histogram does, of 30 buckets.
   */
  readonly layout: 'tensor' | 'simple' | 'histogram';
}

const BLOCK_BYTES = 1 << 20;
const FIRST_WALL_TIME = 1_700_000_000;
const HISTOGRAM_BUCKETS = 30;

/**
 * Writes one events file per run: one event per step and tag, values a noisy decay, wall times with jitter; histograms are
 * bells around such a value.
 * The same shape gives the same bytes.
 *
 * @returns total size in bytes
 */
export function generateLogs(logdir: string, shape: LogShape): number {
  let bytes = 0;
  for (let run = 0; run < shape.runs; run++) bytes += generateRun(logdir, shape, run);
  return bytes;
}

function generateRun(logdir: string, { tags, steps, layout }: LogShape, run: number): number {
  const directory = join(logdir, `run_${String(run).padStart(4, '0')}`);
  mkdirSync(directory, { recursive: true });
  const random = new SeededRandom(run);
  const file = new BlockFile(join(directory, `events.out.tfevents.${FIRST_WALL_TIME}.host.${run}`));
  let wallTime = FIRST_WALL_TIME + run * 1000;
  file.append({ wallTime, fileVersion: 'brain.Event:2' });
  for (let step = 0; step < steps; step++) {
    wallTime += 0.1 + random.uniform() * 0.01;
    for (let tag = 0; tag < tags; tag++) {
      const number = 1 / (1 + step * 0.01) + random.normal() * 0.05 + tag * 0.01;
      const name = `group_${tag % 5}/metric_${String(tag).padStart(3, '0')}`;
      const value = makeValue(layout, name, number, step);
      file.append({ wallTime: wallTime + tag * 1e-5, step, summary: { value: [value] } });
    }
  }
  return file.close();
}

function makeValue(
  layout: LogShape['layout'],
  tag: string,
  number: number,
  step: number,
): tensorboard.Summary.Value.$Properties {
  if (layout === 'simple') return { tag, simpleValue: number };
  return layout === 'tensor' ? tensorValue(tag, number, step === 0) : histogramValue(tag, number, step);
}

function histogramValue(tag: string, centre: number, step: number): tensorboard.Summary.Value.$Properties {
  const rows = new Float64Array(HISTOGRAM_BUCKETS * 3);
  const width = (0.2 + step * 1e-4) / 3;
  for (let bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
    const left = centre + (bucket - HISTOGRAM_BUCKETS / 2) * width;
    const away = (bucket + 0.5 - HISTOGRAM_BUCKETS / 2) / 6;
    rows.set([left, left + width, Math.round(1000 * Math.exp(-away * away))], bucket * 3);
  }
  const tensor = {
    dtype: tensorboard.DataType.DT_DOUBLE,
    tensorShape: { dim: [{ size: HISTOGRAM_BUCKETS }, { size: 3 }] },
    tensorContent: new Uint8Array(rows.buffer),
  };
  const dataClass = tensorboard.DataClass.DATA_CLASS_TENSOR;
  return step === 0
    ? { tag, tensor, metadata: { pluginData: { pluginName: 'histograms' }, dataClass } }
    : { tag, tensor };
}

function tensorValue(tag: string, number: number, isFirst: boolean): tensorboard.Summary.Value.$Properties {
  const tensor = { dtype: tensorboard.DataType.DT_FLOAT, tensorShape: {}, floatVal: [number] };
  const dataClass = tensorboard.DataClass.DATA_CLASS_SCALAR;
  return isFirst
    ? { tag, tensor, metadata: { pluginData: { pluginName: 'scalars' }, dataClass } }
    : { tag, tensor };
}

/** Gathers records into blocks: a write for each of millions of records would be most of the work. */
class BlockFile {
  readonly #fd: number;
  readonly #block = new Uint8Array(BLOCK_BYTES);
  #filled = 0;
  #written = 0;

  constructor(path: string) {
    this.#fd = openSync(path, 'w');
  }

  append(event: tensorboard.Event.$Properties): void {
    const record = frameRecord(tensorboard.Event.encode(event).finish());
    if (this.#filled + record.length > BLOCK_BYTES) this.#flush();
    this.#block.set(record, this.#filled);
    this.#filled += record.length;
  }

  /** Returns the file's size in bytes. */
  close(): number {
    this.#flush();
    closeSync(this.#fd);
    return this.#written;
  }

  #flush(): void {
    writeSync(this.#fd, this.#block, 0, this.#filled);
    this.#written += this.#filled;
    this.#filled = 0;
  }
}
