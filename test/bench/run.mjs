// `npm run bench`: builds, then measures. RUSTBOARD=path/to/server compares with TensorBoard's fast loader.
import { build } from '../../server/build.mjs';

build();
const { runBenchmarks } = await import('../../dist/test/bench/run-benchmarks.js');
await runBenchmarks(process.env.RUSTBOARD);
