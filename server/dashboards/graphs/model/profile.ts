import { withMeasuredShapes, type EdgeShapes } from './edge-shapes.ts';
import type { GraphModel } from './graph-model.ts';
import { ROOT } from './hierarchy.ts';
import { readRunStats, type NodeCost, type RunStats } from './run-stats.ts';

/** Costs of a graph's nodes and scopes, in the order of the hierarchy's numbers. */
export interface Profile {
  /** Per node; undefined for one that did not run. */
  readonly nodes: readonly (NodeCost | undefined)[];
  /** Per scope: microseconds from the first start of a node inside to the last end; 0 when none ran. */
  readonly scopeUs: Float64Array;
  /** Per scope: sum of the bytes of the nodes inside. */
  readonly scopeBytes: Float64Array;
  /** The devices that it tells of. */
  readonly devices: RunStats['devices'];
  /** Shapes of edges, those of the run where it tells them. */
  readonly shapes: EdgeShapes;
}

/**
 * Joins a serialized RunMetadata with a graph, by the names of nodes, else by their paths ("a/(a)").
 *
 * @param counted Devices whose executions count, see `readRunStats`.
 */
export function joinProfile(
  model: GraphModel,
  runMetadata: Uint8Array,
  counted?: readonly string[],
): Profile {
  const { columns, hierarchy } = model;
  const { costs, devices } = readRunStats(runMetadata, counted);
  const { scopeCount, scopeOfNode, parents, nodePaths } = hierarchy;
  const starts = new Float64Array(scopeCount).fill(Infinity);
  const ends = new Float64Array(scopeCount).fill(-Infinity);
  const scopeBytes = new Float64Array(scopeCount);
  const nodes = columns.names.map((name, node) => {
    if (node >= columns.mainNodeCount) return undefined;
    const cost = costs.get(name) ?? costs.get(nodePaths[node] ?? '');
    if (cost === undefined) return undefined;
    const scope = scopeOfNode[node] ?? ROOT;
    starts[scope] = Math.min(starts[scope]!, cost.startUs);
    ends[scope] = Math.max(ends[scope]!, cost.endUs);
    scopeBytes[scope]! += cost.bytes;
    return cost;
  });
  for (let scope = scopeCount - 1; scope > ROOT; scope--) {
    const parent = parents[scope]!;
    starts[parent] = Math.min(starts[parent]!, starts[scope]!);
    ends[parent] = Math.max(ends[parent]!, ends[scope]!);
    scopeBytes[parent]! += scopeBytes[scope]!;
  }
  const scopeUs = ends.map((end, scope) => Math.max(0, end - starts[scope]!));
  return {
    nodes,
    scopeUs: scopeUs.map((us) => (Number.isFinite(us) ? us : 0)),
    scopeBytes,
    devices,
    shapes: withMeasuredShapes(columns, model.shapes, (node) => nodes[node]?.outputs),
  };
}

/** A graph whose edges have the shapes of a profile. */
export function withShapesOf(model: GraphModel, profile: Profile | undefined): GraphModel {
  return profile === undefined ? model : { ...model, shapes: profile.shapes };
}

/** The device that a node ran on, else the one that the graph asks for; "" when there is none. */
export function deviceOf({ columns }: GraphModel, node: number, profile: Profile | undefined): string {
  return profile?.nodes[node]?.device || (columns.devices[columns.deviceIds[node] ?? 0] ?? '');
}

/** Microseconds that a node took, 0 when none are known. */
export function durationUs({ startUs, endUs }: NodeCost): number {
  return endUs > startUs ? endUs - startUs : 0;
}
