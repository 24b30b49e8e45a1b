// `npm start` and `npm run demo`: builds what is stale, then runs the server in this process.
//
// Imports nothing from node_modules, since those may not be there yet.
import { join, relative } from 'node:path';
import { build, ROOT } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';

try {
  build();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
endWithNpm();
// npm runs scripts in the project's folder; relative paths are meant from where the person typed.
process.chdir(process.env.INIT_CWD ?? process.cwd());
process.env.RUNLIGHT_LOGDIR ??= relative(process.cwd(), join(ROOT, 'sample-logs'));
await import('../dist/server/main.js');
