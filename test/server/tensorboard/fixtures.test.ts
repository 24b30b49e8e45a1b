import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkedRuns, checkRunNames, checkRunOf } from '../../support/check-oracle.ts';
import { copyFixture, FIXTURE_NAMES, readOracle } from '../../support/fixtures.ts';
import { openLogdir, type InjectedApp } from '../../support/injected-app.ts';
import { parseExact, type Oracle } from '../../support/oracle.ts';

describe('every fixture, through the TensorBoard routes with all points', () => {
  const directory = mkdtempSync(join(tmpdir(), 'runlight-fixtures-'));
  after(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, cache] of FIXTURE_NAMES.flatMap((each) => [
    [each, 'cold'] as const,
    [each, 'warm'] as const,
  ])) {
    describe(`${name}, cache ${cache}`, () => {
      const oracle = parseExact<Oracle>(readOracle(name));
      let app: InjectedApp;
      before(async () => {
        const samplesPerPlugin = new Map([
          ['scalars', 0],
          ['histograms', 0],
        ]);
        const cacheDir = join(directory, 'cache', name);
        const logdir = cache === 'cold' ? copyFixture(name, directory) : join(directory, name);
        app = await openLogdir(logdir, { samplesPerPlugin, cacheDir });
      });
      after(() => app.close());

      it('has the runs that TensorBoard finds', () => checkRunNames(app, oracle));

      for (const run of checkedRuns(oracle)) {
        const isDamaged = (oracle.corrupt?.[run]?.bad.length ?? 0) > 0;
        const what = isDamaged ? 'keeps what is sound of' : 'agrees on';
        it(`${what} ${JSON.stringify(run).slice(0, 80)}`, () => checkRunOf(app, oracle, run));
      }
    });
  }
});
