import { tensorboard } from '../../../../proto/generated/tensorboard.js';

/** What one step cost a node, over all its executions. Times in microseconds since the epoch. */
export interface NodeCost {
  startUs: number;
  endUs: number;
  /** The most that an execution allocated. */
  bytes: number;
  readonly device: string;
  /** Sizes of the outputs of the first execution. */
  readonly outputs: readonly (readonly number[])[];
}

/**
 * Costs by node name from a serialized RunMetadata, as TensorBoard joins them: from the first start to the last end,
 * executions without a positive duration left out; the largest sum of what all allocators gave to one execution.
 * Throws what protobufjs throws for bytes that are no message.
 */
export function readRunStats(runMetadata: Uint8Array): Map<string, NodeCost> {
  const { stepStats } = tensorboard.RunMetadata.decode(runMetadata);
  const costs = new Map<string, NodeCost>();
  for (const { device, nodeStats } of stepStats?.devStats ?? []) {
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
  return costs;
}

function allocated({ memory }: tensorboard.INodeExecStats): number {
  return (memory ?? []).reduce((sum, { totalBytes }) => sum + Math.max(0, Number(totalBytes ?? 0)), 0);
}

function outputSizes({ output }: tensorboard.INodeExecStats): number[][] {
  const sizes: number[][] = [];
  for (const { slot, tensorDescription } of output ?? []) {
    const dim = tensorDescription?.shape?.dim;
    // A slot may be any number: only as many as are there are kept.
    if (dim && (slot ?? 0) < (output?.length ?? 0))
      sizes[slot ?? 0] = dim.map(({ size }) => Number(size ?? 0));
  }
  return Array.from(sizes, (one) => one ?? []);
}
