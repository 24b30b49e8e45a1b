#!/usr/bin/env node
import { AppError } from './base/errors.ts';
import { limitGarbage } from './base/limit-garbage.ts';
import { VERSION } from './base/version.ts';
import type { RunningServer } from './commands/serve.ts';
import { parseConfig } from './config.ts';
import type { CheckCommand, CheckConfig, ServeCommand, ServeConfig } from './config.ts';

/** Exit codes: all went well; something failed at run time; the command line is wrong. */
const EXIT = { ok: 0, failure: 1, usage: 2 } as const;
/** Loaded when needed, so that help and mistakes are answered at once. */
const SERVERS: Readonly<Record<ServeCommand, (config: ServeConfig) => Promise<RunningServer>>> = {
  serve: async (config) => (await import('./commands/serve.ts')).serve(config),
  demo: async (config) => (await import('./commands/demo.ts')).demo(config),
};
/** Those that end by themselves, with an exit code. */
const CHECKS: Readonly<Record<CheckCommand, (config: CheckConfig) => Promise<number>>> = {
  inspect: async (config) => (await import('./commands/inspect.ts')).inspect(config),
  verify: async (config) => (await import('./commands/verify.ts')).verify(config),
};
/** After a signal the process ends at the latest then, whatever still holds on. */
const CLOSE_DEADLINE_MS = 3000;
/** Ctrl-C comes twice under npm: from the terminal, and passed on by npm. That is one wish, not two. */
const SAME_SIGNAL_MS = 300;

// A reader that goes away (`runlight … | head -1`) must not end the server.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
limitGarbage();
await main();

async function main(): Promise<void> {
  const parsed = parseConfig(process.argv.slice(2), process.env);
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(parsed.text);
      return;
    case 'version':
      process.stdout.write(`Runlight ${VERSION}\n`);
      return;
    case 'error':
      process.stderr.write(`${parsed.message}\n`);
      process.exitCode = EXIT.usage;
      return;
    case 'run':
      for (const note of parsed.notes) process.stderr.write(`Runlight: ${note}\n`);
      await run(SERVERS[parsed.command](parsed.config));
      return;
    case 'check':
      for (const note of parsed.notes) process.stderr.write(`Runlight: ${note}\n`);
      process.exitCode = await CHECKS[parsed.command](parsed.config).catch(fail);
      return;
    case 'export':
      for (const note of parsed.notes) process.stderr.write(`Runlight: ${note}\n`);
      process.exitCode = await import('./commands/export.ts')
        .then((command) => command.exportScalars(parsed.config))
        .catch(fail);
  }
}

/** Waits for a command's server, and closes it on the first signal; a second one ends the process at once. */
async function run(starting: Promise<RunningServer>): Promise<void> {
  let closingSince: number | undefined;
  const onSignal = (): void => {
    if (closingSince !== undefined) {
      if (performance.now() - closingSince > SAME_SIGNAL_MS) process.exit(EXIT.failure);
      return;
    }
    closingSince = performance.now();
    setTimeout(() => {
      process.stderr.write('Runlight: something did not close in time; ending all the same.\n');
      process.exit(EXIT.ok);
    }, CLOSE_DEADLINE_MS).unref();
    void starting
      .then((server) => server.close())
      .then(
        () => process.exit(EXIT.ok),
        (error: unknown) => fail(error),
      );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    await starting;
  } catch (error) {
    fail(error);
  }
}

/** One line for what a person can mend, the whole stack for what only a programmer can. */
function fail(error: unknown): never {
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(error.code === 'CONFIG_INVALID' ? EXIT.usage : EXIT.failure);
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(EXIT.failure);
}
