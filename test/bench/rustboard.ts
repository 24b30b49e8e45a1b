import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Its own words at the end of a cycle: "Finished load cycle (1m2.34s)", "(560.1ms)". */
const FINISHED = /Finished load cycle \((?:(\d+)m)?([\d.]+)(ms|s)\)/;

/**
 * Seconds that RustBoard, TensorBoard's fast loader, needs to load a logdir once, by its own clock. It keeps at most 1,000
 * points of a series and checks no checksum of data.
 *
 * @param binary path of its `server`, as in the Python package tensorboard-data-server
 */
export async function timeRustboard(binary: string, logdir: string): Promise<number> {
  const server = spawn(binary, ['--logdir', logdir, '--port', '0', '--reload', 'once', '--verbose'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    for await (const line of createInterface({ input: server.stderr })) {
      const [, minutes = '0', number = '', unit] = FINISHED.exec(line) ?? [];
      if (unit !== undefined) return Number(minutes) * 60 + Number(number) / (unit === 'ms' ? 1000 : 1);
    }
    throw new Error(`RustBoard ended before it had loaded ${logdir}`);
  } finally {
    server.kill();
  }
}
