import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../base/errors.ts';
import type { ServeConfig } from '../config.ts';
import { trainDemo } from '../writer/demo/train-demo.ts';
import { serve } from './serve.ts';
import type { RunningServer } from './serve.ts';

/**
 * Trains two small models while one looks: writes their events files into `--logdir`, or into a temporary folder that
 * is removed at the end, and serves them.
 */
export async function demo(config: ServeConfig): Promise<RunningServer> {
  const [given, second] = config.logdirs;
  if (second !== undefined)
    throw new AppError('CONFIG_INVALID', 'The demo writes into one folder: give one logdir.');
  const logdir = given?.path ?? mkdtempSync(join(tmpdir(), 'runlight-demo-'));
  const removeLogdir = (): void => {
    if (given === undefined) rmSync(logdir, { recursive: true, force: true });
  };
  const stopTraining = trainDemo(logdir);
  try {
    const server = await serve({
      ...config,
      logdirs: [{ name: given?.name, path: logdir }],
      logdirText: given === undefined ? logdir : config.logdirText,
    });
    return {
      url: server.url,
      async close() {
        stopTraining();
        await server.close();
        removeLogdir();
      },
    };
  } catch (error) {
    stopTraining();
    removeLogdir();
    throw error;
  }
}
