import type { GraphTotals } from '../../../../proto/api/graphs.ts';
import { EDGE_KIND } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { SCOPE_KIND } from '../model/hierarchy.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';

/** A log may name a device per node: as many as the answer lists. */
const MAX_DEVICES = 1000;

/** Counts of the whole graph. Nodes, edges and scopes of its functions are not in those of the graph. */
export function graphTotals({ columns, hierarchy }: GraphModel): GraphTotals {
  const { sources, kinds } = columns.edges;
  const mainEdges = columns.inputStarts[columns.mainNodeCount] ?? 0;
  let edges = 0;
  let controlEdges = 0;
  for (let edge = 0; edge < mainEdges; edge++) {
    if (sources[edge]! < 0) continue;
    edges++;
    if (kinds[edge] === EDGE_KIND.control) controlEdges++;
  }
  const functions = hierarchy.scopeByPath.get(FUNCTION_SCOPE) ?? hierarchy.scopeCount;
  const functionsEnd = hierarchy.scopeEnds[functions] ?? functions;
  let scopes = -1;
  for (let scope = 0; scope < hierarchy.scopeCount; scope++) {
    if (hierarchy.scopeKinds[scope] === SCOPE_KIND.series) continue;
    if (scope < functions || scope >= functionsEnd) scopes++;
  }
  let functionNodes = 0;
  for (let node = columns.mainNodeCount; node < columns.nodeCount; node++) {
    if (columns.nodeEnds[node]! > 0) functionNodes++;
  }
  return {
    nodes: columns.mainNodeCount,
    edges,
    controlEdges,
    absentInputs: mainEdges - edges,
    scopes,
    functions: columns.functionCount,
    functionNodes,
    devices: mainDevices(columns).slice(0, MAX_DEVICES),
    bytes: columns.bytes.length,
  };
}

/** Devices of the graph itself, in order of appearance. */
function mainDevices({ deviceIds, devices, mainNodeCount }: GraphModel['columns']): string[] {
  const isUsed = new Uint8Array(devices.length);
  for (let node = 0; node < mainNodeCount; node++) isUsed[deviceIds[node]!] = 1;
  return devices.filter((device, id) => device !== '' && isUsed[id] === 1);
}
