import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tensorboard } from '../../../proto/generated/tensorboard.js';
import { DecoderTools } from '../../../server/decode/decoder-tools.ts';
import { RunDecoder, type RunBatch } from '../../../server/decode/run-decoder.ts';
import { POINT_MARK } from '../../../server/store/point-groups.ts';
import { groupsOf } from '../../support/point-groups.ts';
import { seededRandom } from '../../support/random.ts';

type EventFields = tensorboard.Event.$Properties;
type Point = readonly [step: number, wallTime: number, value: number];

/** Shared by all decoders here, as by those of a thread: a kernel is not made 20,000 times. */
const TOOLS = new DecoderTools();

function decodeAll(events: readonly Uint8Array[]): { batch: RunBatch | undefined; refused: number } {
  const decoder = new RunDecoder({ purgeOrphanedData: true }, undefined, TOOLS);
  decoder.beginFile(1);
  let refused = 0;
  for (const bytes of events) if (!decoder.decode(bytes, 0, bytes.length, 0)) refused++;
  return { batch: decoder.take(), refused };
}

function encode(event: EventFields): Uint8Array {
  return tensorboard.Event.encode(event).finish();
}

/** The scalar points of a batch by tag. */
function pointsByTag(batch: RunBatch | undefined): Map<string, Point[]> {
  const points = new Map<string, Point[]>();
  for (const { series, steps, wallTimes, values } of groupsOf(batch?.scalars)) {
    const tag = batch?.definitions.find(({ index }) => index === series)?.tag ?? '?';
    points.set(
      tag,
      steps.map((step, at) => [step, wallTimes[at]!, values[at]!]),
    );
  }
  return points;
}

const VERSION = encode({ wallTime: 1, fileVersion: 'brain.Event:2' });
const DT = tensorboard.DataType;

/** One value of a random form that holds the given float32. */
function randomValue(tag: string, value: number, next: () => number): tensorboard.Summary.Value.$Properties {
  const content = (array: Float32Array | Float64Array): Uint8Array => new Uint8Array(array.buffer);
  const metadata =
    next() < 0.5
      ? { pluginData: { pluginName: 'scalars' }, dataClass: 1 }
      : { pluginData: { pluginName: 'scalars' } };
  const forms: tensorboard.ITensorProto[] = [
    { dtype: DT.DT_FLOAT, tensorShape: {}, tensorContent: content(Float32Array.of(value)) },
    { dtype: DT.DT_FLOAT, floatVal: [value] },
    { dtype: DT.DT_DOUBLE, tensorShape: {}, doubleVal: [value] },
    { dtype: DT.DT_DOUBLE, tensorContent: content(Float64Array.of(value)) },
    { dtype: DT.DT_FLOAT, tensorShape: { dim: [{ size: 1 }] }, floatVal: [value] },
    {
      dtype: DT.DT_FLOAT,
      tensorShape: { dim: [{ size: 1 }, { size: 1 }] },
      tensorContent: content(Float32Array.of(value)),
    },
  ];
  const form = Math.floor(next() * (forms.length + 1));
  const tensor = forms[form];
  return tensor ? { tag, metadata, tensor } : { tag, simpleValue: value };
}

/** Puts the fields of an encoded message into another order and adds unknown ones between them. */
function shuffled(message: Uint8Array, next: () => number): Uint8Array {
  const reader = new Fields(message);
  const fields = reader.split();
  const unknown = [
    Buffer.from([0xf8, 0x06, 0x05]),
    Buffer.from([0xfa, 0x06, 0x02, 0x41, 0x42]),
    Buffer.from([0xfb, 0x06, 0x08, 0x01, 0xfc, 0x06]),
  ];
  for (const field of unknown) if (next() < 0.3) fields.push(field);
  fields.sort(() => next() - 0.5);
  return Buffer.concat(fields);
}

/** Splits a message into its fields. */
class Fields {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  split(): Uint8Array[] {
    const fields: Uint8Array[] = [];
    while (this.#at < this.#bytes.length) {
      const start = this.#at;
      const wireType = this.#varint() & 7;
      if (wireType === 0) this.#varint();
      else if (wireType === 1) this.#at += 8;
      else if (wireType === 5) this.#at += 4;
      else this.#at = this.#varint() + this.#at;
      fields.push(this.#bytes.subarray(start, this.#at));
    }
    return fields;
  }

  #varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}

describe('RunDecoder', () => {
  it('finds in random events what protobufjs finds, with fields reordered and unknown ones between', () => {
    const next = seededRandom(7);
    const expected = new Map<string, Point[]>();
    const messages = [VERSION];
    for (let step = 0; step < 2000; step++) {
      const values = Array.from({ length: 1 + Math.floor(next() * 3) }, (_, k) =>
        randomValue(`tag-${k}-${Math.floor(next() * 5)}`, Math.fround(next() * 10 - 5), next),
      );
      const event = {
        wallTime: 1_700_000_000 + next(),
        step: Math.floor((next() - 0.5) * 2 ** 40),
        summary: { value: values },
      };
      const bytes = shuffled(encode(event), next);
      const read = tensorboard.Event.decode(bytes);
      for (const { tag, simpleValue, tensor } of read.summary?.value ?? []) {
        const view = tensor?.tensorContent?.length
          ? new DataView(Uint8Array.from(tensor.tensorContent).buffer)
          : undefined;
        const inContent =
          view && (tensor?.dtype === DT.DT_FLOAT ? view.getFloat32(0, true) : view.getFloat64(0, true));
        const value = simpleValue ?? inContent ?? tensor?.floatVal?.[0] ?? tensor?.doubleVal?.[0];
        const name = tag ?? '';
        expected.set(name, [
          ...(expected.get(name) ?? []),
          [Number(read.step), read.wallTime, Number(value)],
        ]);
      }
      messages.push(bytes);
    }
    const { batch, refused } = decodeAll(messages);
    assert.equal(refused, 0);
    const found = pointsByTag(batch);
    assert.deepEqual([...found.keys()].toSorted(), [...expected.keys()].toSorted());
    for (const [tag, points] of expected) {
      // Point by point: the difference of two long lists takes minutes to print.
      assert.equal(found.get(tag)?.length, points.length, tag);
      points.forEach((point, at) => assert.deepEqual(found.get(tag)?.[at], point, `${tag}, point ${at}`));
    }
  });

  it('refuses every event that is cut short, and leaves no trace of it', () => {
    const event = encode({
      wallTime: 2,
      step: 3,
      summary: {
        value: [
          { tag: 'a', simpleValue: 1 },
          {
            tag: 'b',
            metadata: { pluginData: { pluginName: 'scalars' } },
            tensor: { dtype: DT.DT_DOUBLE, doubleVal: [2] },
          },
        ],
      },
    });
    for (let length = 1; length < event.length; length++) {
      const { batch, refused } = decodeAll([VERSION, event.subarray(0, length)]);
      const isWhole = refused === 0;
      // A cut right after a field of the event leaves a shorter but sound event.
      if (isWhole) assert.ok([9, 11].includes(length), `cut after ${length} bytes`);
      assert.equal(batch?.scalars, undefined);
      assert.deepEqual(batch?.definitions, []);
    }
  });

  it('survives random damage without an exception', () => {
    const next = seededRandom(11);
    const sound = encode({
      wallTime: 2,
      step: 3,
      summary: { value: [randomValue('tag', 1, next), randomValue('other', 2, next)] },
    });
    for (let round = 0; round < 20_000; round++) {
      const damaged = Uint8Array.from(sound);
      for (let flips = 0; flips < 3; flips++)
        damaged[Math.floor(next() * damaged.length)] = Math.floor(next() * 256);
      decodeAll([VERSION, damaged]);
    }
  });

  it('keeps steps beyond 2^53 exactly', () => {
    const steps = [2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), -1n];
    const events = steps.map((step) => {
      const varint: number[] = [];
      for (let rest = BigInt.asUintN(64, step); ; rest >>= 7n) {
        const byte = Number(rest & 127n);
        if (rest < 128n) {
          varint.push(byte);
          break;
        }
        varint.push(byte | 128);
      }
      return Buffer.concat([
        Buffer.from([0x10, ...varint]),
        encode({ summary: { value: [{ tag: 's', simpleValue: 1 }] } }),
      ]);
    });
    const { batch } = decodeAll([VERSION, ...events]);
    const [group] = groupsOf(batch?.scalars);
    assert.deepEqual(group?.exactSteps, steps);
    assert.deepEqual(group.steps, steps.map(Number));
  });

  it('marks what a restart supersedes, only from the second START on', () => {
    const start = (step: number): Uint8Array => encode({ wallTime: 5, step, sessionLog: { status: 1 } });
    const point = (step: number): Uint8Array =>
      encode({ wallTime: 6, step, summary: { value: [{ tag: 's', simpleValue: step }] } });
    const { batch } = decodeAll([VERSION, start(0), point(0), point(1), start(1), point(1)]);
    const [group] = groupsOf(batch?.scalars);
    assert.deepEqual(group?.marks, [
      POINT_MARK.point,
      POINT_MARK.point,
      POINT_MARK.supersede,
      POINT_MARK.point,
    ]);
    assert.deepEqual(group.steps, [0, 1, 1, 1]);
  });

  it('names the place of a payload in the file', () => {
    const histo = { min: 0, max: 1, num: 2, sum: 1, bucketLimit: [1], bucket: [2] };
    const bytes = encode({ wallTime: 1, step: 4, summary: { value: [{ tag: 'h', histo }] } });
    const decoder = new RunDecoder({ purgeOrphanedData: true }, undefined, TOOLS);
    decoder.beginFile(1);
    const block = Buffer.concat([Buffer.alloc(7), bytes]);
    assert.ok(decoder.decode(block, 7, block.length, 1000));
    const blobs = decoder.take()?.blobs;
    const start = (blobs?.offsets[0] ?? 0) - 1000;
    const payload = block.subarray(start, start + (blobs?.lengths[0] ?? 0));
    assert.deepEqual(tensorboard.HistogramProto.decode(payload).bucket, [2]);
  });
});
