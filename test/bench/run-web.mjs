// `npm run bench:web`: builds, then measures the page in Chromium. `-- --minutes 60` watches its memory for an hour,
// `-- --only histogram` measures logs of one layout (tensor, simple, histogram), or the graph.
import { parseArgs } from 'node:util';
import { build } from '../../server/build.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '1' }, only: { type: 'string' } },
});
build();
const { runWebBenchmarks } = await import('../../dist/test/bench/web/run-web-benchmarks.js');
await runWebBenchmarks(Number(values.minutes), values.only);
