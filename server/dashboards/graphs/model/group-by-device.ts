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
  const first = named[0] ?? [];
  // The last part stays: it says which device it is.
  const differs = first.slice(0, -1).findIndex((part, at) => named.some((one) => one[at] !== part));
  const common = differs < 0 ? Math.max(0, first.length - 1) : differs;
  return parts.map((one, id) => (id === 0 ? 'no device' : one.slice(common).join(' ') || 'no device'));
}
