import { attributesOf, CHANGE, type Difference } from '../model/diff-graphs.ts';
import type { GraphColumns } from '../model/graph-columns.ts';
import { attributeText } from './attribute-text.ts';

/** In words what differs at a node of a joined graph, one sentence for each thing; none for one that is the same. */
export function describeChange(
  columns: GraphColumns,
  { changes, partners, before }: Difference,
  node: number,
): string[] {
  const change = changes[node];
  if (change === CHANGE.added) return ['Added.'];
  if (change === CHANGE.removed) return ['Removed.'];
  const partner = partners[node]!;
  const lines: string[] = [];
  if (change === CHANGE.reattributed) {
    const opBefore = before.ops[before.opIds[partner]!] ?? '';
    const op = columns.ops[columns.opIds[node]!] ?? '';
    if (op !== opBefore) lines.push(`Operation: ${opBefore || 'none'} → ${op || 'none'}`);
    const deviceBefore = before.devices[before.deviceIds[partner]!] ?? '';
    const device = columns.devices[columns.deviceIds[node]!] ?? '';
    if (device !== deviceBefore) lines.push(`Device: ${deviceBefore || 'none'} → ${device || 'none'}`);
    lines.push(...attributeChanges(attributesOf(before, partner), attributesOf(columns, node)));
  }
  if (change === CHANGE.rewired) lines.push('Other inputs than before.', ...inputNames(before, partner));
  return lines;
}

function attributeChanges(
  before: ReadonlyMap<string, Uint8Array>,
  after: ReadonlyMap<string, Uint8Array>,
): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old !== undefined && now !== undefined && Buffer.compare(old, now) === 0) return [];
    const text = (value: Uint8Array | undefined): string => (value ? attributeText(value) : 'absent');
    return [`${name}: ${text(old)} → ${text(now)}`];
  });
}

function inputNames({ names, inputStarts, edges }: GraphColumns, node: number): string[] {
  const inputs = edges.sources.subarray(inputStarts[node], inputStarts[node + 1]);
  return [`Before: ${[...inputs].map((source) => names[source] ?? '(absent)').join(', ') || 'none'}`];
}
