import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowLimit } from '../../../../server/dashboards/scalars/groups/row-limit.ts';
import type { GroupBand } from '../../../../server/query/groups/group-band.ts';

test('an answer of too many rows is refused with what to do', () => {
  const limit = new RowLimit();
  const band = { rows: { xs: new Float64Array(1_000_000) } } as GroupBand;
  for (let group = 0; group < 4; group++) limit.add(band);
  assert.throws(() => limit.add(band), { code: 'REQUEST_INVALID', message: /give columns/ });
});
