import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { checkOracle, type Answers } from '../support/check-oracle.ts';
import { copyFixture, FIXTURE_NAMES, readOracle } from '../support/fixtures.ts';
import { growLogdir } from '../support/growing-logdir.ts';
import { until } from '../support/injected-app.ts';
import { joinOracles, parseExact, type Oracle } from '../support/oracle.ts';
import { seededRandom } from '../support/random.ts';
import { startServer, type ServerProcess } from '../support/server-process.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const ALL_POINTS = ['--samples_per_plugin', 'scalars=0,histograms=0'];

interface Status {
  readonly caughtUp: boolean;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** All fixtures side by side: the logdir and what is to be found in it. */
function allFixtures(t: TestContext): { whole: string; oracle: Oracle } {
  const whole = makeTempDir(t);
  for (const name of FIXTURE_NAMES) copyFixture(name, whole);
  const oracles = FIXTURE_NAMES.map((name) => [name, parseExact<Oracle>(readOracle(name))] as const);
  return { whole, oracle: joinOracles(new Map(oracles)) };
}

function answersOf({ url }: ServerProcess): Answers {
  return {
    get: async (path) => {
      const response = await fetch(url + path.slice(1));
      return { statusCode: response.status, body: await response.text() };
    },
  };
}

async function statusOf(server: ServerProcess): Promise<Status> {
  return JSON.parse((await answersOf(server).get('/api/status')).body) as Status;
}

/** Checks everything once a server has read as much as one that finds the logdir as it is now. */
async function checkAfterGrowth(t: TestContext, server: ServerProcess, logdir: string, oracle: Oracle) {
  const fresh = await startServer(t, [logdir]);
  await until(async () => (await statusOf(fresh)).caughtUp);
  const { bytesTotal } = await statusOf(fresh);
  await fresh.kill();
  await until(async () => {
    const { caughtUp, bytesRead } = await statusOf(server);
    return caughtUp && bytesRead === bytesTotal;
  });
  await checkOracle(answersOf(server), oracle);
}

for (const seed of [1, 2]) {
  test(`files that arrive in small pieces are read as if they had been there whole, seed ${seed}`, async (t) => {
    const { whole, oracle } = allFixtures(t);
    const logdir = join(makeTempDir(t), 'logs');
    const server = await startServer(t, [logdir, ...ALL_POINTS]);
    for await (const _ of growLogdir(whole, logdir, seededRandom(seed)));
    await checkAfterGrowth(t, server, logdir, oracle);
  });
}

test('and so they are by a server that was killed several times meanwhile', async (t) => {
  const { whole, oracle } = allFixtures(t);
  const logdir = join(makeTempDir(t), 'logs');
  const args = [logdir, ...ALL_POINTS, '--cache_dir', makeTempDir(t)];
  let server = await startServer(t, args);
  let kills = 0;
  for await (const done of growLogdir(whole, logdir, seededRandom(3))) {
    if (done < (kills + 1) / 4) continue;
    kills++;
    await server.kill('SIGKILL');
    server = await startServer(t, args);
  }
  await checkAfterGrowth(t, server, logdir, oracle);
});
