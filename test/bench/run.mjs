// `npm run bench`: builds, then measures. RUSTBOARD=path/to/server compares with TensorBoard's fast loader; `-- --scale 0.1`
// measures the server on logs of a tenth of the steps.
import { parseArgs } from 'node:util';
import { build } from '../../server/build.mjs';

const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
build();
const { runBenchmarks } = await import('../../dist/test/bench/run-benchmarks.js');
const { runServerBenchmarks } = await import('../../dist/test/bench/server-benchmarks.js');
const rustboard = process.env.RUSTBOARD;
await runBenchmarks(rustboard);
process.stdout.write('\n');
await runServerBenchmarks({ scale: Number(values.scale), rustboard }, (line) =>
  process.stdout.write(`${line}\n`),
);
