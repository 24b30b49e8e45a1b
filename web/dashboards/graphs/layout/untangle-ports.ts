import type { LayoutRequest } from './layout-types.ts';
import type { Level, LevelPlan } from './plan-levels.ts';

/** Per scope, for each port the one whose place it takes. */
export type PortPlaces = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Puts ports into the order of what lies outside. A level is laid out before those around it, so ports that lead to the
 * same things inside come in any order, and their lines would cross at the border for nothing.
 *
 * @param middleY Height of a node's middle in the whole picture.
 */
export function untanglePorts(
  { edges }: LayoutRequest,
  { levels, steps }: LevelPlan,
  portYs: (scope: string) => ReadonlyMap<string, number>,
  middleY: (path: string) => number,
): PortPlaces {
  const heights = outsideHeights(edges, steps, middleY);
  return new Map(
    levels.map((level) => {
      const places = new Map<string, string>();
      const ys = portYs(level.scope);
      for (const ports of interchangeable(level)) {
        const byPlace = ports.toSorted((a, b) => (ys.get(a) ?? 0) - (ys.get(b) ?? 0));
        const mean = (port: string): number => heights.get(`${level.scope}\n${port}`) ?? 0;
        const wanted = ports.toSorted((a, b) => mean(a) - mean(b));
        for (const [index, port] of wanted.entries()) places.set(port, byPlace[index] ?? port);
      }
      return [level.scope, places];
    }),
  );
}

/** Mean height of what the lines through each port come from or lead to outside. */
function outsideHeights(
  edges: LayoutRequest['edges'],
  steps: LevelPlan['steps'],
  middleY: (path: string) => number,
): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const [index, edge] of edges.entries()) {
    for (const { scope, port, way } of steps[index] ?? []) {
      if (port === undefined) continue;
      const key = `${scope}\n${port}`;
      const { sum, count } = sums.get(key) ?? { sum: 0, count: 0 };
      sums.set(key, { sum: sum + middleY(way === 'in' ? edge.from : edge.to), count: count + 1 });
    }
  }
  return new Map([...sums].map(([key, { sum, count }]) => [key, sum / count]));
}

/** Ports of one side that lead to the same children, in groups. */
function interchangeable({ links }: Level): string[][] {
  const childrenByPort = new Map<string, string[]>();
  for (const { left, right } of links.values()) {
    if (left.kind === 'port') add(childrenByPort, left.name, `right ${right.name}`);
    if (right.kind === 'port') add(childrenByPort, right.name, `left ${left.name}`);
  }
  const groups = new Map<string, string[]>();
  for (const [port, children] of childrenByPort) add(groups, children.sort().join('\n'), port);
  return [...groups.values()].filter((ports) => ports.length > 1);
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}
