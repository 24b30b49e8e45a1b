/** live: its files grew in the last minute; idle: in the last half hour; done: longer ago, or nobody knows. */
export interface RunActivity {
  readonly state: 'live' | 'idle' | 'done';
  /** Seconds since the last growth; undefined when nobody knows. */
  readonly ageSec: number | undefined;
}

/** A run whose files have grown within this time counts as live. */
export const LIVE_SEC = 60;
const IDLE_SEC = 30 * 60;

/** Whether a run is alive. Both times are seconds of the server's clock. */
export function computeActivity(lastGrowthSec: number | undefined, nowSec: number): RunActivity {
  if (!lastGrowthSec) return { state: 'done', ageSec: undefined };
  const ageSec = Math.max(0, nowSec - lastGrowthSec);
  if (ageSec <= LIVE_SEC) return { state: 'live', ageSec };
  return { state: ageSec <= IDLE_SEC ? 'idle' : 'done', ageSec };
}
