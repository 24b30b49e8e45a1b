import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReport } from '../../../web/shell/problem-report.ts';

test('gives file, place and reason of each problem, and counts the others', () => {
  const problems = [
    { file: 'a/events', offset: 18_204_416, bytes: 61, message: 'wrong data checksum' },
    { file: 'b/events', offset: 0, bytes: 0, message: 'cannot be opened' },
  ];
  assert.equal(
    formatReport(problems, 1200),
    [
      'a/events: byte 18,204,416, 61 B skipped: wrong data checksum',
      'b/events: byte 0: cannot be opened',
      '… and 1,198 older ones',
      '',
    ].join('\n'),
  );
});
