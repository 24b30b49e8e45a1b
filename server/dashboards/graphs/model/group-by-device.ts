import type { GraphColumns } from './graph-columns.ts';

/**
 * The same graph with each device as a scope of its own around everything that is on it: "/device:GPU:0/layer/x" becomes
 * part of "device:GPU:0". What all devices' names begin with is left out, and "/" in them is a space.
 */
export function groupByDevice(graph: GraphColumns): GraphColumns {
  const scopes = deviceScopes(graph.devices);
  const names = graph.names.map((name, node) =>
    node < graph.mainNodeCount ? `${scopes[graph.deviceIds[node]!] ?? ''}/${name}` : name,
  );
  const nodeByName = new Map<string, number>();
  for (const [node, name] of names.entries()) if (!nodeByName.has(name)) nodeByName.set(name, node);
  return { ...graph, names, nodeByName };
}

/** A name for each device; device 0 is none. */
function deviceScopes(devices: readonly string[]): string[] {
  const parts = devices.map((device) => device.split('/').filter(Boolean));
  const named = parts.slice(1);
  let common = 0;
  const [first] = named;
  while (first && common < first.length - 1 && named.every((one) => one[common] === first[common])) common++;
  return parts.map((one, id) => (id === 0 ? 'no device' : one.slice(common).join(' ') || 'no device'));
}
