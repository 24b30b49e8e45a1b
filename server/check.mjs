// `npm run check`: types, lint and format, all of them, then what failed.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, ROOT } from './build.mjs';

const CHECKS = [
  {
    name: 'types',
    tool: 'typescript/bin/tsc',
    args: ['--noEmit', '--incremental', 'false'],
    mend: 'mend the lines above',
  },
  { name: 'lint', tool: 'oxlint/bin/oxlint', args: ['--deny-warnings'], mend: 'mend the lines above' },
  {
    name: 'format',
    tool: 'prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
    mend: 'run: npm run format',
  },
];

build('proto');
const failed = CHECKS.filter(({ tool, args }) => {
  const command = [join(ROOT, 'node_modules', tool), ...args];
  return spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' }).status !== 0;
});
for (const check of CHECKS) {
  process.stdout.write(
    failed.includes(check) ? `${check.name}: FAILED, ${check.mend}\n` : `${check.name}: ok\n`,
  );
}
process.exitCode = failed.length > 0 ? 1 : 0;
