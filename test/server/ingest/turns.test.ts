import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from '../../../server/ingest/turns.ts';

it('works everything off in its order, and lets others go between when it takes long', async () => {
  const log: string[] = [];
  const turns = new Turns<string>(
    (item) => {
      log.push(item);
      const end = performance.now() + 6;
      while (performance.now() < end);
    },
    () => log.push('end of turn'),
  );
  for (const item of ['a', 'b', 'c']) turns.add(item);
  assert.deepEqual(log, []);
  while (log.length < 6) await nextTurn();
  assert.deepEqual(log, ['a', 'end of turn', 'b', 'end of turn', 'c', 'end of turn']);
});
