import { tensorboard } from '../../../../proto/generated/tensorboard.js';

/** What one step cost a node, over all its executions. Times in microseconds since the epoch. */
export interface NodeCost {
  startUs: number;
  endUs: number;
  /** The most that an execution allocated. */
  bytes: number;
  readonly device: string;
  /** Sizes of the outputs of the first execution; undefined where nothing is said of one. */
  readonly outputs: readonly (readonly number[] | undefined)[];
}

/** What a profile tells: costs by node name, and the devices that it tells of. */
export interface RunStats {
  readonly costs: ReadonlyMap<string, NodeCost>;
  readonly devices: readonly { readonly name: string; readonly isCounted: boolean }[];
}

/** A device itself, not one of its queues or its copier ("/device:GPU:0/stream:all"), which tell of the same nodes again. */
const WHOLE_DEVICE = /device:[^:]+:[0-9]+$/;
/** As many devices as are told. */
const MAX_DEVICES = 1000;

/**
 * Costs by node name from a serialized RunMetadata, as TensorBoard joins them: from the first start to the last end,
 * executions without a positive duration left out; the largest sum of what all allocators gave to one execution.
 * Throws what protobufjs throws for bytes that are no message.
 *
 * @param counted Devices whose executions count; by default those that are whole devices, or all when none is.
 */
export function readRunStats(runMetadata: Uint8Array, counted?: readonly string[]): RunStats {
  const { stepStats } = tensorboard.RunMetadata.decode(runMetadata);
  const all = stepStats?.devStats ?? [];
  const names = [...new Set(all.map(({ device }) => device ?? ''))];
  const whole = names.filter((name) => WHOLE_DEVICE.test(name));
  const isCounted = new Set(counted ?? (whole.length === 0 ? names : whole));
  const costs = new Map<string, NodeCost>();
  for (const { device, nodeStats } of all) {
    if (!isCounted.has(device ?? '')) continue;
    for (const stats of nodeStats ?? []) {
      const name = stats.nodeName ?? '';
      const cost = costs.get(name) ?? {
        startUs: Infinity,
        endUs: -Infinity,
        bytes: 0,
        device: device ?? '',
        outputs: outputSizes(stats),
      };
      costs.set(name, cost);
      const startUs = Number(stats.allStartMicros ?? 0);
      const durationUs = Number(stats.allEndRelMicros ?? 0);
      if (durationUs > 0) {
        cost.startUs = Math.min(cost.startUs, startUs);
        cost.endUs = Math.max(cost.endUs, startUs + durationUs);
      }
      cost.bytes = Math.max(cost.bytes, allocated(stats));
    }
  }
  const devices = names.slice(0, MAX_DEVICES).map((name) => ({ name, isCounted: isCounted.has(name) }));
  return { costs, devices };
}

function allocated({ memory }: tensorboard.INodeExecStats): number {
  return (memory ?? []).reduce((sum, { totalBytes }) => sum + Math.max(0, Number(totalBytes ?? 0)), 0);
}

function outputSizes({ output }: tensorboard.INodeExecStats): (number[] | undefined)[] {
  const sizes: number[][] = [];
  for (const { slot, tensorDescription } of output ?? []) {
    const dim = tensorDescription?.shape?.dim;
    // A slot may be any number: only as many as are there are kept.
    if (dim && (slot ?? 0) < (output?.length ?? 0))
      sizes[slot ?? 0] = dim.map(({ size }) => Number(size ?? 0));
  }
  // Without holes.
  return Array.from(sizes);
}
