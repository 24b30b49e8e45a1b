import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeProgress, ProgressBar, type Progress } from '../../../server/commands/progress-bar.ts';
import { until } from '../../support/injected-app.ts';

const HALF: Progress = {
  caughtUp: false,
  bytesRead: 500e6,
  bytesTotal: 1000e6,
  bytesPerSec: 250e6,
  secLeft: 2,
};

/** A terminal of which only the last line is looked at. */
class FakeTerminal {
  readonly isTTY: boolean;
  readonly columns = 100;
  written = '';

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.written += text;
  }

  /** What a person sees: each line from its last erasure on. */
  get lines(): string[] {
    return this.written.split('\n').map((line) => line.split('\r\x1b[K').at(-1) ?? '');
  }
}

test('says share, bytes, rate and time left in one line, no wider than the terminal', () => {
  const line = describeProgress(HALF, 100);
  assert.equal(line, 'Reading [############............] 50 %, 500 of 1000 MB, 250 MB/s, 2 s left');
  assert.equal(describeProgress(HALF, 20), line.slice(0, 20));
  const { secLeft: _, ...unknown } = { ...HALF, bytesRead: 0, bytesTotal: 0, bytesPerSec: 0 };
  assert.equal(
    describeProgress(unknown, 100),
    'Reading [........................] 0 %, 0.0 of 0.0 MB, 0.0 MB/s',
  );
});

test('draws in the last line, lets log lines pass above it, and leaves nothing behind', async () => {
  const terminal = new FakeTerminal(true);
  const bar = new ProgressBar(terminal, false);
  let progress = HALF;
  const isDrawn = (): boolean => terminal.lines.at(-1)?.startsWith('Reading [') === true;
  bar.show(() => progress);
  await until(isDrawn);
  bar.write('{"msg":"damaged"}\n');
  assert.equal(terminal.lines[0], '{"msg":"damaged"}');
  assert.ok(isDrawn());
  progress = { ...HALF, caughtUp: true };
  await until(() => !isDrawn());
  assert.deepEqual(terminal.lines, ['{"msg":"damaged"}', '']);
});

test('goes away when the server ends before all is read', async () => {
  const terminal = new FakeTerminal(true);
  const bar = new ProgressBar(terminal, false);
  bar.show(() => HALF);
  await until(() => terminal.written !== '');
  bar.end();
  assert.deepEqual(terminal.lines, ['']);
});

test('only passes lines on where there is no terminal, or one that knows no control sequences', () => {
  for (const [isTTY, isDumb] of [
    [false, false],
    [true, true],
  ] as const) {
    const terminal = new FakeTerminal(isTTY);
    const bar = new ProgressBar(terminal, isDumb);
    bar.show(() => assert.fail('nobody is to be asked'));
    bar.write('a line\n');
    bar.end();
    assert.equal(terminal.written, 'a line\n');
  }
});
