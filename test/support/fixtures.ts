import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { frameRecord } from '../../server/decode/frame-record.ts';
import { tensorboard } from '../../proto/generated/tensorboard.js';

const FIXTURES = fileURLToPath(new URL('../../../test/fixtures', import.meta.url));

/** Every logdir of test/fixtures, as its README describes them. */
export const FIXTURE_NAMES = [
  'seed-linear',
  'seed-logistic',
  'tf2-writer',
  'keras-mnistlike',
  'torch-writer',
  'tensorboardx',
  'jax-flax',
  'edge',
  'edge-crash',
  'edge-hostile',
  'perf-small',
] as const;

export type FixtureName = (typeof FIXTURE_NAMES)[number];

/** The logdir of a fixture, not to be written to. "edge" lacks `big-record` here: see `copyFixture`. */
export function fixturePath(name: FixtureName): string {
  return join(FIXTURES, name);
}

/** Copies a fixture into `directory`, completed with the large record that is not stored. Returns the logdir. */
export function copyFixture(name: FixtureName, directory: string): string {
  const logdir = join(directory, name);
  cpSync(fixturePath(name), logdir, { recursive: true });
  if (name === 'edge') writeBigRecord(join(logdir, 'big-record'));
  return logdir;
}

/** What TensorBoard's own reader finds in a fixture: the raw text, since its steps exceed what JSON.parse keeps. */
export function readOracle(name: FixtureName): string {
  return readFileSync(join(FIXTURES, `${name}.oracle.json`), 'utf8');
}

/** SHA-256 of the events file that the oracle of "edge" was made from. */
const BIG_RECORD_SHA256 = '83d690d18bf1b07dd0981f7fb41f404b2bcfa1b3f367e45bce61159a7ac815ad';

/** Writes `edge/big-record`: 9,100,000 characters of text in lines of 100, between two scalars. */
function writeBigRecord(directory: string): void {
  const line = Buffer.from(`${'x'.repeat(99)}\n`);
  const text = Buffer.alloc(9_100_000, line);
  const wallTime = 1_700_000_000;
  const scalar = (step: number, simpleValue: number): tensorboard.Event.$Properties => ({
    wallTime: wallTime + step,
    step,
    summary: { value: [{ tag: 's', simpleValue }] },
  });
  const events: tensorboard.Event.$Properties[] = [
    { wallTime, fileVersion: 'brain.Event:2' },
    scalar(0, 1),
    {
      wallTime: wallTime + 1,
      step: 1,
      summary: {
        value: [
          {
            tag: 'bigtext',
            tensor: { dtype: tensorboard.DataType.DT_STRING, tensorShape: {}, stringVal: [text] },
            metadata: { pluginData: { pluginName: 'text' } },
          },
        ],
      },
    },
    scalar(2, 2),
  ];
  const bytes = Buffer.concat(events.map((event) => frameRecord(tensorboard.Event.encode(event).finish())));
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== BIG_RECORD_SHA256)
    throw new Error(`big-record: expected SHA-256 ${BIG_RECORD_SHA256}, made ${sum}`);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'events.out.tfevents.1700000000.host'), bytes);
}
