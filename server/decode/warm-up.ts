import { tensorboard } from '../../proto/generated/tensorboard.js';
import type { DecoderTools } from './decoder-tools.ts';
import { frameRecord } from './frame-record.ts';
import { RecordStream } from './record-stream.ts';
import { RunDecoder } from './run-decoder.ts';

const TAGS = 10;
/** How often the records come again: making them costs more than reading them. */
const COPIES = 100;
const ROUNDS = 3;

/**
 * Decodes made-up events, so that the code is compiled and optimised by the time the first file comes: a thread does this
 * while the server looks for files. Without it the first points of a load took 40 ms, the next ones 10 ms.
 */
export function warmUp(tools: DecoderTools): void {
  const records = Array.from({ length: TAGS }, (_, tag) => recordOf(tag));
  const version = record({ wallTime: 1, fileVersion: 'brain.Event:2' });
  const file = Buffer.concat([version, ...Array.from({ length: COPIES }, () => records).flat()]);
  const { block } = tools.kernel;
  block.set(file);
  for (let round = 0; round < ROUNDS; round++) {
    const decoder = new RunDecoder({ purgeOrphanedData: true }, undefined, tools);
    decoder.beginFile(0);
    tools.kernel.prepare();
    new RecordStream().read(block, file.length, decoder.handler(block, 0), () => {});
    decoder.take();
  }
}

/** A scalar of the tag, in one of the two forms. */
function recordOf(tag: number): Uint8Array {
  const form =
    tag % 2 === 0
      ? { simpleValue: 1 }
      : {
          tensor: { dtype: tensorboard.DataType.DT_FLOAT, floatVal: [1] },
          metadata: { pluginData: { pluginName: 'scalars' } },
        };
  return record({ wallTime: 1.7e9, step: 1, summary: { value: [{ tag: `tag-${tag}`, ...form }] } });
}

function record(event: tensorboard.Event.$Properties): Uint8Array {
  return frameRecord(tensorboard.Event.encode(event).finish());
}
