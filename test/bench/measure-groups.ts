import { BenchServer } from './bench-server.ts';
import { generateLogs, type LogShape } from './generate-logs.ts';

/** Milliseconds of requests for mean ± std of all runs at every step. */
export interface GroupFigures {
  /** Each asks for something else that changes nothing here, so that nothing is kept of the one before. */
  readonly freshMs: readonly number[];
  /** The same one again. */
  readonly keptMs: readonly number[];
}

/** Measures mean ± std over all runs of a shape as a client sees it, the answer in CSV included. */
export async function measureGroups(logdir: string, shape: LogShape, count: number): Promise<GroupFigures> {
  generateLogs(logdir, shape);
  const server = await BenchServer.start(['--logdir', logdir, '--cache_dir', 'none']);
  const ask = async (skipPauses: number): Promise<number> => {
    const started = performance.now();
    const query = new URLSearchParams({
      tag: 'group_0/metric_000',
      format: 'csv',
      skip_pauses: String(skipPauses),
    });
    const response = await fetch(`${server.url}api/scalars/groups?${query}`);
    const lines = (await response.text()).trimEnd().split('\r\n').length - 1;
    if (lines !== shape.steps) throw new Error(`${shape.steps} steps were written, ${lines} are answered`);
    return performance.now() - started;
  };
  try {
    await server.untilLoaded();
    const freshMs: number[] = [];
    for (let at = 0; at < count; at++) freshMs.push(await ask(at));
    const keptMs: number[] = [];
    for (let at = 0; at < count; at++) keptMs.push(await ask(0));
    return { freshMs, keptMs };
  } finally {
    await server.stop();
  }
}
