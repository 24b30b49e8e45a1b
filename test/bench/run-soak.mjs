// `npm run bench:soak`: builds, then appends to 200 files for half an hour and watches the server's memory. It ends with 1
// when that is not flat. `-- --minutes 60`, `--files 500`, `--round_ms 200`.
import { parseArgs } from 'node:util';
import { build } from '../../server/build.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    files: { type: 'string', default: '200' },
    round_ms: { type: 'string', default: '1000' },
  },
});
build();
const { runSoak } = await import('../../dist/test/bench/soak.js');
const options = {
  minutes: Number(values.minutes),
  files: Number(values.files),
  roundMs: Number(values.round_ms),
};
const isFlat = await runSoak(options, (line) => process.stdout.write(`${line}\n`));
process.exitCode = isFlat ? 0 : 1;
