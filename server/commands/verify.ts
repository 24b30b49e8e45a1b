import { Value } from 'typebox/value';
import { CountsReply } from '../../proto/api/counts.ts';
import { buildApp } from '../app.ts';
import { AppError } from '../base/errors.ts';
import type { CheckConfig } from '../config.ts';
import { countPoints, type RunCounts } from '../inspect/count-points.ts';
import { listRuns } from '../inspect/list-runs.ts';

/** Pause between two looks at whether the server has read everything. */
const POLL_MS = 50;
/** Differences that are printed; the rest is counted. */
const PRINTED_DIFFERENCES = 100;

/**
 * Counts the points of every tag straight from the files and compares them with what a server keeps: the one at `url`,
 * else one of its own that reads the logs afresh. Prints every difference. Returns the exit code: 1 when there is one.
 *
 * Of logs that are being written the two may see different ends.
 */
export async function verify(config: CheckConfig): Promise<number> {
  const runs = await listRuns(config.logdirs);
  const counted = new Map(runs.map((run) => [run.run, countPoints(run)]));
  const kept = config.url === undefined ? await readAfresh(config) : await askServer(config.url);
  const differences = compare(counted, kept);
  for (const line of differences.slice(0, PRINTED_DIFFERENCES)) process.stdout.write(`${line}\n`);
  if (differences.length > PRINTED_DIFFERENCES)
    process.stdout.write(`… and ${differences.length - PRINTED_DIFFERENCES} more\n`);
  const totals = [...counted.values()];
  const sum = (of: (counts: RunCounts) => number): number => totals.reduce((all, each) => all + of(each), 0);
  const points = sum(({ pointsByTag }) => [...pointsByTag.values()].reduce((all, count) => all + count, 0));
  process.stdout.write(
    `${runs.length} runs, ${sum(({ pointsByTag }) => pointsByTag.size)} tags, ` +
      `${sum(({ records }) => records)} records, ${points} points, ` +
      `${sum(({ damaged }) => damaged)} damaged places: ` +
      `${differences.length === 0 ? 'all as kept' : `${differences.length} differences`}\n`,
  );
  return differences.length === 0 ? 0 : 1;
}

function compare(counted: ReadonlyMap<string, RunCounts>, kept: CountsReply): string[] {
  const keptRuns = new Map(
    kept.runs.map(({ name, tags }) => [name, new Map(tags.map(({ tag, points }) => [tag, points]))]),
  );
  const differences: string[] = [];
  for (const run of new Set([...counted.keys(), ...keptRuns.keys()])) {
    const inFiles = counted.get(run)?.pointsByTag ?? new Map<string, number>();
    const inStore = keptRuns.get(run) ?? new Map<string, number>();
    for (const tag of new Set([...inFiles.keys(), ...inStore.keys()])) {
      const [files, store] = [inFiles.get(tag) ?? 0, inStore.get(tag) ?? 0];
      if (files !== store)
        differences.push(
          `run ${JSON.stringify(run)}, tag ${JSON.stringify(tag)}: ${files} points in the files, ${store} kept`,
        );
    }
  }
  const damaged = [...counted.values()].reduce((all, each) => all + each.damaged, 0);
  if (damaged !== kept.corruptRecords)
    differences.push(`${damaged} damaged places in the files, ${kept.corruptRecords} told`);
  return differences;
}

async function readAfresh(config: CheckConfig): Promise<CountsReply> {
  const app = await buildApp({ ...config, cacheDir: undefined, pathPrefix: '', logLevel: 'silent' });
  try {
    return await whenCaughtUp(async () => {
      const { body } = await app.fastify.inject({ url: '/api/counts', headers: { host: 'localhost' } });
      return JSON.parse(body);
    });
  } finally {
    await app.close();
  }
}

function askServer(url: string): Promise<CountsReply> {
  const counts = new URL('api/counts', url.endsWith('/') ? url : `${url}/`);
  return whenCaughtUp(async () => {
    try {
      const response = await fetch(counts);
      return await response.json();
    } catch (error) {
      throw new AppError('CONFIG_INVALID', `No Runlight answers at ${url}: ${(error as Error).message}.`);
    }
  });
}

async function whenCaughtUp(ask: () => Promise<unknown>): Promise<CountsReply> {
  for (;;) {
    const reply = await ask();
    if (!Value.Check(CountsReply, reply))
      throw new AppError('CONFIG_INVALID', 'What answers there is no Runlight of this version.');
    if (reply.caughtUp) return reply;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
