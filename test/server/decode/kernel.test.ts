import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { DecoderTools } from '../../../server/decode/decoder-tools.ts';
import { RecordStream, type Damage } from '../../../server/decode/record-stream.ts';
import { RunDecoder, type RunBatch } from '../../../server/decode/run-decoder.ts';
import { frameRecord } from '../../../server/decode/frame-record.ts';
import { groupsOf } from '../../support/point-groups.ts';
import { seededRandom } from '../../support/random.ts';

type EventFields = tensorboard.Event.$Properties;

const OPTIONS = { purgeOrphanedData: true };
const DT = tensorboard.DataType;
const TOOLS = new DecoderTools();
const KERNEL = TOOLS.kernel;

function record(event: EventFields): Uint8Array {
  return frameRecord(tensorboard.Event.encode(event).finish());
}

const VERSION = record({ wallTime: 1, fileVersion: 'brain.Event:2' });

interface Reading {
  readonly batch: RunBatch | undefined;
  readonly damages: readonly Damage[];
  readonly records: number;
  readonly walked: number;
}

/** Reads a file's bytes from the kernel's block, with the kernel going first or with the general pass alone. */
function read(
  file: Uint8Array,
  isKernelOn: boolean,
  decoder = new RunDecoder(OPTIONS, undefined, TOOLS),
  id = 1,
): Reading {
  KERNEL.prepare();
  const { block } = KERNEL;
  block.set(file);
  const stream = new RecordStream();
  const damages: Damage[] = [];
  let walked = 0;
  decoder.beginFile(id);
  const handler = decoder.handler(block, 0);
  const counting = {
    decode: (start: number, end: number): boolean => handler.decode(start, end),
    walk: (position: number, limit: number, until: number): number => {
      const end = handler.walk!(position, limit, until);
      walked += handler.walked!;
      return end;
    },
    get walked() {
      return handler.walked!;
    },
  };
  const plain = { decode: counting.decode };
  assert.ok(stream.read(block, file.length, isKernelOn ? counting : plain, (damage) => damages.push(damage)));
  return { batch: decoder.take(), damages, records: stream.records, walked };
}

/** What both ways of reading must agree on. */
function outcome({ batch, damages, records }: Reading): unknown {
  return { batch, damages, records };
}

/** An event of one to four scalars in every form and size that the kernel knows, and of others between. */
function randomEvent(next: () => number): EventFields {
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  const number = pick([0, -0, 1.5, Math.fround(next()), NaN, Infinity, -Infinity, 3e38]);
  const content = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer as ArrayBuffer);
  const metadata = { pluginData: { pluginName: 'scalars' }, dataClass: 1 };
  const tensors: tensorboard.ITensorProto[] = [
    { dtype: DT.DT_FLOAT, tensorShape: {}, floatVal: [number] },
    { dtype: DT.DT_FLOAT, tensorShape: {}, tensorContent: content(Float32Array.of(number)) },
    { dtype: DT.DT_DOUBLE, doubleVal: [next()] },
    { dtype: DT.DT_DOUBLE, tensorShape: {}, tensorContent: content(Float64Array.of(next())) },
    { dtype: DT.DT_INT32, tensorShape: {}, intVal: [7] },
    { dtype: DT.DT_FLOAT, tensorShape: { dim: [{ size: 1 }] }, floatVal: [number] },
    { dtype: DT.DT_STRING, tensorShape: {}, stringVal: [Buffer.from('text')] },
  ];
  const value = Array.from({ length: 1 + Math.floor(next() * 4) }, () => {
    const tag = pick([
      'loss',
      'a/b/c',
      'größe',
      '',
      'x'.repeat(90),
      'x'.repeat(140),
      `tag-${Math.floor(next() * 300)}`,
    ]);
    if (next() < 0.4) return { tag, simpleValue: number };
    return next() < 0.5 ? { tag, tensor: pick(tensors) } : { tag, tensor: pick(tensors), metadata };
  });
  const step = pick([
    0,
    1,
    127,
    128,
    2 ** 28 - 1,
    2 ** 28,
    2 ** 48,
    Number.MAX_SAFE_INTEGER,
    -1,
    Math.floor(next() * 1e6),
  ]);
  return { wallTime: pick([1.7e9 + next(), NaN, -1]), step, summary: { value } };
}

describe('Kernel', () => {
  it('finds what the general pass finds', () => {
    const next = seededRandom(3);
    for (let round = 0; round < 10; round++) {
      const file = Buffer.concat([VERSION, ...Array.from({ length: 1500 }, () => record(randomEvent(next)))]);
      const fast = read(file, true);
      assert.deepEqual(outcome(fast), outcome(read(file, false)));
      assert.ok(fast.walked > 150, `${fast.walked} records were plain`);
    }
  });

  it('finds what the general pass finds in files damaged anywhere', () => {
    const next = seededRandom(5);
    const event = (step: number): EventFields => ({
      wallTime: 2,
      step,
      summary: {
        value: [
          { tag: 'loss', simpleValue: step },
          { tag: 'rate', simpleValue: 1 },
        ],
      },
    });
    const file = Buffer.concat([VERSION, ...Array.from({ length: 60 }, (_, step) => record(event(step)))]);
    for (let round = 0; round < 2000; round++) {
      const damaged = Buffer.from(file);
      damaged[Math.floor(next() * file.length)]! ^= 1 << Math.floor(next() * 8);
      const cut = damaged.subarray(0, Math.floor(next() * (file.length + 200)));
      assert.deepEqual(outcome(read(cut, true)), outcome(read(cut, false)));
    }
  });

  it('believes no length inside an event whose checksum is right', () => {
    const next = seededRandom(9);
    const sound = tensorboard.Event.encode({
      wallTime: 2,
      step: 300,
      summary: { value: [{ tag: 'loss', simpleValue: 1 }] },
    });
    const payload = sound.finish();
    const first = record({ wallTime: 2, step: 1, summary: { value: [{ tag: 'loss', simpleValue: 1 }] } });
    for (let round = 0; round < 20_000; round++) {
      const wrong = Uint8Array.from(payload);
      wrong[Math.floor(next() * wrong.length)] = Math.floor(next() * 256);
      const file = Buffer.concat([VERSION, first, frameRecord(wrong), first]);
      assert.deepEqual(outcome(read(file, true)), outcome(read(file, false)));
    }
  });

  it('is ready again for the next file, and for the run before after another', () => {
    const file = Buffer.concat([
      VERSION,
      ...Array.from({ length: 10 }, (_, step) =>
        record({ wallTime: 2, step, summary: { value: [{ tag: 'loss', simpleValue: step }] } }),
      ),
    ]);
    const one = new RunDecoder(OPTIONS, undefined, TOOLS);
    const other = new RunDecoder(OPTIONS, undefined, TOOLS);
    for (const [decoder, id] of [
      [one, 1],
      [one, 2],
      [other, 3],
      [one, 2],
      [other, 3],
    ] as const) {
      const { walked, batch } = read(file, true, decoder, id);
      // The version, and the first point, with which the kernel learns the tag.
      assert.ok(walked >= 9, `${walked} records were plain`);
      assert.deepEqual(groupsOf(batch?.scalars)[0]?.values, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
  });
});
