import assert from 'node:assert/strict';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { copyFixture, fixturePath } from '../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../support/injected-app.ts';

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
  'perf-small',
] as const;

/** Routes whose whole answer is the same. */
const ROUTES = [
  '/data/runs',
  '/data/plugins_listing',
  '/data/plugin/scalars/tags',
  '/data/plugin/histograms/tags',
  '/data/plugin/graphs/info',
];

describe('what TensorBoard 2.21 answered', () => {
  const directory = mkdtempSync(join(tmpdir(), 'runlight-answers-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  for (const name of SOUND) {
    describe(name, () => {
      const recorded = JSON.parse(readFileSync(`${fixturePath(name)}.tb.json`, 'utf8'));
      let app: InjectedApp;
      before(async () => {
        const samplesPerPlugin = new Map([
          ['scalars', 0],
          ['histograms', 51],
        ]);
        app = await openLogdir(copyFixture(name, directory), { samplesPerPlugin });
      });
      after(() => app.close());

      for (const route of ROUTES) {
        it(`is what ${route} answers`, async () => {
          const { body, contentType } = await app.get(route);
          assert.equal(contentType, 'application/json');
          assert.deepEqual(withoutProjector(JSON.parse(body)), withoutProjector(recorded[route]));
        });
      }

      for (const [route, expected] of Object.entries<RecordedRows>(recorded.data)) {
        if (!route.startsWith('/data/plugin/scalars/scalars')) continue;
        if (!Array.isArray(expected) && !('count' in expected)) continue;
        it(`is what ${route} answers`, async () => {
          const rows: unknown[] = JSON.parse((await app.get(route)).body);
          if (Array.isArray(expected)) assert.deepEqual(rows, expected);
          else
            assert.deepEqual(
              [rows.length, ...rows.slice(0, 25), ...rows.slice(-25)],
              [expected.count, ...expected.first, ...expected.last],
            );
        });
      }
    });
  }
});

/** The projector's data are files of their own beside the events, which are not served. */
function withoutProjector<T extends object>(answer: T): T {
  return Array.isArray(answer) ? answer : { ...answer, projector: undefined };
}

/** Longer answers are recorded as their count and both ends, failures as their status. */
type RecordedRows = unknown[] | { count: number; first: unknown[]; last: unknown[] } | { _status: number };
