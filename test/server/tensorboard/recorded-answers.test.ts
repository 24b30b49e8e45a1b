import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyFixture } from '../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../support/injected-app.ts';
import { answerOf, condense, excludedRuns, recordedAnswers } from '../../support/recorded-answers.ts';

/** Fixtures that TensorBoard reads whole: of the damaged ones it sees less than there is. */
const SOUND = [
  'seed-linear',
  'seed-logistic',
  'tf2-writer',
  'keras-mnistlike',
  'torch-writer',
  'tensorboardx',
  'jax-flax',
  'edge',
  'edge-hostile',
  'perf-small',
] as const;

/** Where we answer something else on purpose; docs/tensorboard-api.md gives the reasons. */
const DIFFERENT: readonly RegExp[] = [
  // Says who answers.
  /^\/data\/environment$/,
  // TensorBoard answers 500, or not at all, where a payload is damaged or its shape lies.
  /tag=shape-lies|run=tensor-bomb|\[histograms\|tensor-bomb|run=graph%2Fattr-depth|run=graphs%2Fbroken/,
  // TensorBoard opens an image to tell its type; we look at its first bytes.
  /individualImage\?blob_key=WyIiLCJpbWFnZXMiLCJpbWFnZXMiLCJ(?:wbmctaGVhZGVyLWxpZXMi|0cnVuY2F0ZWQtcG5nI)/,
];

/** Plugins whose routes TensorBoard samples whatever its flags say: what it chose must be among all that we answer. */
const SAMPLED = /^\/data\/plugin\/(?:histograms\/histograms|distributions\/distributions)\?/;

describe('what TensorBoard 2.21 answered', () => {
  const directory = mkdtempSync(join(tmpdir(), 'runlight-answers-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  for (const name of SOUND) {
    describe(name, () => {
      let app: InjectedApp;
      before(async () => {
        const plugins = [
          'scalars',
          'histograms',
          'distributions',
          'images',
          'audio',
          'text',
          'pr_curves',
          'mesh',
        ];
        const samplesPerPlugin = new Map(plugins.map((plugin) => [plugin, 0]));
        const logdir = copyFixture(name, directory);
        for (const run of excludedRuns(name)) rmSync(join(logdir, run), { recursive: true });
        app = await openLogdir(logdir, { samplesPerPlugin });
      });
      after(() => app.close());
      for (const recorded of recordedAnswers(name)) {
        if (DIFFERENT.some((pattern) => pattern.test(recorded.request))) continue;
        it(`is what ${recorded.request} answers`, async () => {
          if (SAMPLED.test(recorded.request)) {
            assertIncludes(await answerOf(app, { ...recorded, answer: undefined }), recorded.answer);
            return;
          }
          const ours = await answerOf(app, recorded);
          assert.deepEqual(withoutUnshown(ours), withoutUnshown(recorded.answer));
        });
      }
    });
  }
});

/**
 * What is not compared: the projector, whose data are files of their own beside the events; how many samples an image
 * has that is none (TensorBoard counts -1); the order of a set.
 */
function withoutUnshown(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value: unknown) => {
    if (key === 'projector') return undefined;
    if (key === 'samples' || key === 'maxSamplesPerStep') return Math.max(1, Number(value));
    return key === 'domainDiscrete' && Array.isArray(value) ? value.toSorted() : value;
  });
}

type Rows = readonly (readonly [wallTime: number, step: number, rest: unknown])[];

/** Every row that TensorBoard chose is among ours. */
function assertIncludes(ours: unknown, recorded: unknown): void {
  assert.ok(Array.isArray(ours));
  const byStep = new Map((ours as Rows).map((row) => [row[1], row]));
  const rows = Array.isArray(recorded) ? recorded : Object.values(recorded as object).flat();
  for (const row of rows) {
    if (!Array.isArray(row)) continue;
    const found = byStep.get(row[1]);
    assert.deepEqual(condense(found, row), row);
  }
}
