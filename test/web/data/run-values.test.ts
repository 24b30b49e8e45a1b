import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunValuesReply } from '../../../proto/api/run-values.ts';
import { runlight } from '../../../proto/generated/live.js';
import { Catalogue } from '../../../web/data/catalogue.ts';
import { RunValues } from '../../../web/data/run-values.ts';
import { Status } from '../../../web/data/status.ts';

const { CatalogueUpdate, Run } = runlight.live;

test('asks for each tag that somebody wants, and knows its values by the names of runs', async (t) => {
  const catalogue = new Catalogue();
  const runs = [new Run({ id: 1, name: 'a' }), new Run({ id: 2, name: 'b' })];
  catalogue.apply(new CatalogueUpdate({ reset: true, runs }));
  const asked: string[] = [];
  t.mock.method(globalThis, 'fetch', async (url: string) => {
    asked.push(url);
    const reply: RunValuesReply = {
      run: [2, 1, 99],
      last: ['NaN', 3, 0],
      lastStep: [1, 1, 1],
      min: ['NaN', -1, 0],
      max: ['NaN', 7, 0],
    };
    return new Response(JSON.stringify(reply));
  });
  const values = new RunValues('api/scalars/values', catalogue, new Status());
  values.want('list', ['val/acc']);
  await nextChange(values);
  assert.equal(values.version, 1);
  assert.deepEqual(asked, ['api/scalars/values?tag=val%2Facc']);
  const of = (run: string) =>
    (['last', 'min', 'max'] as const).map((each) => values.of(run, 'val/acc', each));
  assert.deepEqual(of('a'), [3, -1, 7]);
  assert.deepEqual(of('b'), [NaN, undefined, undefined]);
  values.want('list', []);
  values.want('query', ['loss']);
  await nextChange(values);
  assert.equal(asked.at(-1), 'api/scalars/values?tag=loss');
});

function nextChange(values: RunValues): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = values.subscribe(() => {
      unsubscribe();
      resolve();
    });
  });
}
