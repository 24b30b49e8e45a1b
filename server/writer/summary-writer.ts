import { appendFileSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { tensorboard } from '../../proto/generated/tensorboard.js';
import { BUCKET_COUNT, computeBuckets } from './compute-buckets.ts';
import { frameRecord } from '../decode/frame-record.ts';

const { DataClass, DataType } = tensorboard;

/**
 * Writes one events file that TensorBoard can read, in the layout of TensorFlow 2: scalars and histograms are tensors,
 * and the first value of a tag says to which plugin it belongs.
 *
 * Every call appends one whole record before it returns, so that a reader sees it at once and a crash loses nothing;
 * there is nothing to flush. File system errors are thrown as they are.
 *
 * @example
 * const writer = new SummaryWriter('runs/first');
 * for (let step = 0; step < 100; step++) writer.scalar('loss', 1 / (step + 1), step);
 * writer.close();
 */
export class SummaryWriter {
  /** The events file: `events.out.tfevents.<seconds>.<host>.<process>.<n>` in the run's directory. */
  readonly path: string;
  readonly #fd: number;
  readonly #describedTags = new Set<string>();

  /** Creates the directory if needed, and a new events file in it. */
  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    const wallTime = nowSec();
    const prefix = join(
      directory,
      `events.out.tfevents.${Math.floor(wallTime)}.${hostname()}.${process.pid}`,
    );
    const { path, fd } = createFile(prefix);
    this.path = path;
    this.#fd = fd;
    this.event({ wallTime, fileVersion: 'brain.Event:2', sourceMetadata: { writer: 'runlight' } });
  }

  /**
   * Appends one number of a series.
   *
   * @param value kept as float32
   * @param step an integer
   * @param wallTime seconds since the epoch
   */
  scalar(tag: string, value: number, step: number, wallTime: number = nowSec()): void {
    const tensor = {
      dtype: DataType.DT_FLOAT,
      tensorShape: {},
      tensorContent: littleEndian(4, (view) => view.setFloat32(0, value, true)),
    };
    this.#value(tag, tensor, { plugin: 'scalars', dataClass: DataClass.DATA_CLASS_SCALAR }, step, wallTime);
  }

  /**
   * Appends the distribution of some numbers, in 30 buckets of equal width.
   *
   * @param values those that are not finite are left out
   */
  histogram(tag: string, values: Iterable<number>, step: number, wallTime: number = nowSec()): void {
    const rows = computeBuckets(values);
    const tensor = {
      dtype: DataType.DT_DOUBLE,
      tensorShape: { dim: [{ size: BUCKET_COUNT }, { size: 3 }] },
      tensorContent: littleEndian(rows.length * 8, (view) => {
        rows.forEach((number, i) => view.setFloat64(i * 8, number, true));
      }),
    };
    this.#value(
      tag,
      tensor,
      { plugin: 'histograms', dataClass: DataClass.DATA_CLASS_TENSOR },
      step,
      wallTime,
    );
  }

  /** Appends the graph of the run. */
  graph(graph: tensorboard.GraphDef.$Properties, wallTime: number = nowSec()): void {
    this.event({ wallTime, graphDef: tensorboard.GraphDef.encode(graph).finish() });
  }

  /** Appends any event, for what has no method of its own. */
  event(event: tensorboard.Event.$Properties): void {
    appendFileSync(this.#fd, frameRecord(tensorboard.Event.encode(event).finish()));
  }

  /** Closes the file. No method may be called after it. */
  close(): void {
    closeSync(this.#fd);
  }

  #value(
    tag: string,
    tensor: tensorboard.TensorProto.$Properties,
    kind: { plugin: string; dataClass: tensorboard.DataClass },
    step: number,
    wallTime: number,
  ): void {
    const value: tensorboard.Summary.Value.$Properties = { tag, tensor };
    if (!this.#describedTags.has(tag)) {
      this.#describedTags.add(tag);
      value.metadata = { pluginData: { pluginName: kind.plugin }, dataClass: kind.dataClass };
    }
    this.event({ wallTime, step, summary: { value: [value] } });
  }
}

/** Opens a file that nobody else has: a process may open several for one directory within a second. */
function createFile(prefix: string): { path: string; fd: number } {
  for (let n = 0; ; n++) {
    const path = `${prefix}.${n}`;
    try {
      return { path, fd: openSync(path, 'ax') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function littleEndian(bytes: number, fill: (view: DataView) => void): Uint8Array {
  const content = new Uint8Array(bytes);
  fill(new DataView(content.buffer));
  return content;
}

function nowSec(): number {
  return Date.now() / 1000;
}
