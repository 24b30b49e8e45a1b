import type { GraphLevel, GraphLevelNode } from '../../../../proto/api/graphs.ts';
import { AppError } from '../../../base/errors.ts';
import { EDGE_KIND } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { childScopes, lastPart, nodesInside, ROOT, SCOPE_KIND } from '../model/hierarchy.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';
import { calledFunctions } from '../calls/called-functions.ts';
import { openCalls } from '../calls/open-calls.ts';
import { pathsAround } from '../calls/paths-around.ts';
import { graphTotals } from './graph-totals.ts';
import { isSeriesGrouped } from './visibility.ts';

/** Nodes in no child of the level, and the scope itself. */
const OUTSIDE = -1;

/**
 * The children of one group and the edges among them. Series of less than 5 are not grouped: their members are
 * children. Of a node that calls functions, their nodes are. Throws NODE_NOT_FOUND. Cost: linear in nodes and edges.
 */
export function graphLevel(base: GraphModel, path: string): GraphLevel {
  const model = openCalls(base, pathsAround(path));
  const { hierarchy, columns } = model;
  const scope = path === '' ? ROOT : hierarchy.scopeByPath.get(path);
  if (scope === undefined) {
    throw new AppError('NODE_NOT_FOUND', `The graph has no group ${JSON.stringify(path)}.`);
  }
  const library = scope === ROOT ? hierarchy.scopeByPath.get(FUNCTION_SCOPE) : undefined;
  const level = new Level(model, scope, library);
  return {
    path,
    nodes: level.nodes,
    edges: level.edges(),
    functions: library === undefined ? [] : new Level(model, library, undefined).nodes,
    totals: graphTotals(base),
    warnings: [...columns.warnings],
  };
}

class Level {
  readonly #model: GraphModel;
  readonly nodes: GraphLevelNode[] = [];
  /** Index in `nodes` per node of the graph; OUTSIDE for those in none. */
  readonly #childOfNode: Int32Array;

  constructor(model: GraphModel, scope: number, leftOut: number | undefined) {
    this.#model = model;
    this.#childOfNode = new Int32Array(model.columns.nodeCount).fill(OUTSIDE);
    this.#addChildren(scope, leftOut);
    this.#countInside();
  }

  edges(): GraphLevel['edges'] {
    const { columns, targets, shapes } = this.#model;
    const { sources, kinds } = columns.edges;
    const byPair = new Map<number, GraphLevel['edges'][number] & { shapeId: number }>();
    for (let edge = 0; edge < sources.length; edge++) {
      const source = sources[edge]!;
      if (source < 0) continue;
      const from = this.#childOfNode[source]!;
      const to = this.#childOfNode[targets[edge]!]!;
      if (from === OUTSIDE || to === OUTSIDE || (from === to && source !== targets[edge])) continue;
      if (from === to && this.nodes[from]?.kind !== 'op') continue;
      const key = from * this.nodes.length + to;
      const shapeId = shapes.ids[edge]!;
      let sum = byPair.get(key);
      if (sum === undefined) {
        const [fromPath, toPath] = [this.nodes[from]?.path ?? '', this.nodes[to]?.path ?? ''];
        sum = {
          from: fromPath,
          to: toPath,
          count: 0,
          controlCount: 0,
          referenceCount: 0,
          elements: 0,
          shapeId,
        };
        byPair.set(key, sum);
      }
      sum.count++;
      if (kinds[edge] === EDGE_KIND.control) sum.controlCount++;
      else if (kinds[edge] === EDGE_KIND.reference) sum.referenceCount++;
      sum.elements = Math.min((sum.elements ?? 0) + shapes.elements[shapeId]!, Number.MAX_VALUE);
      if (sum.shapeId !== shapeId) sum.shapeId = 0;
    }
    return [...byPair.values()].map(({ shapeId, elements, ...sum }) => ({
      ...sum,
      ...(shapeId === 0 ? {} : { shape: shapes.texts[shapeId] ?? '' }),
      ...(elements === 0 ? {} : { elements: elements ?? 0 }),
    }));
  }

  #addChildren(scope: number, leftOut: number | undefined): void {
    const { columns, hierarchy } = this.#model;
    const { nodeStarts, nodesInScope, nodePaths } = hierarchy;
    for (const child of childScopes(hierarchy, scope)) {
      if (child === leftOut) continue;
      const isSeries = hierarchy.scopeKinds[child] === SCOPE_KIND.series;
      if (isSeries && !isSeriesGrouped(this.#model, child)) this.#addChildren(child, undefined);
      else this.#addGroup(child, isSeries ? 'series' : 'group');
    }
    for (let at = nodeStarts[scope]!; at < nodeStarts[scope + 1]!; at++) {
      const node = nodesInScope[at]!;
      if (this.#model.open?.callByNode.has(node) === true) continue;
      const path = nodePaths[node] ?? '';
      const op = columns.ops[columns.opIds[node]!] ?? '';
      const device = columns.devices[columns.deviceIds[node]!] ?? '';
      this.#childOfNode[node] = this.nodes.length;
      this.nodes.push({
        path,
        name: lastPart(path),
        kind: 'op',
        ...(op === '' ? {} : { op }),
        ...(device === '' ? {} : { device }),
        nodeCount: 0,
        ...callsOf(this.#model, node),
      });
    }
  }

  #addGroup(scope: number, kind: 'group' | 'series'): void {
    const { hierarchy, structures, columns } = this.#model;
    const { scopePaths } = hierarchy;
    const inside = nodesInside(hierarchy, scope);
    for (const node of inside) this.#childOfNode[node] = this.nodes.length;
    const device = inside.every((node) => columns.deviceIds[node] === columns.deviceIds[inside[0]!])
      ? (columns.devices[columns.deviceIds[inside[0] ?? 0] ?? 0] ?? '')
      : '';
    const path = scopePaths[scope] ?? '';
    const structure = structures[scope] ?? 0;
    this.nodes.push({
      path,
      name: lastPart(path),
      kind,
      ...(device === '' ? {} : { device }),
      nodeCount: 0,
      edgeCount: 0,
      ...(structure === 0 ? {} : { structure }),
    });
  }

  #countInside(): void {
    const { columns, targets } = this.#model;
    for (const [node, child] of this.#childOfNode.entries()) {
      // Arguments and results of functions are no NodeDefs.
      if (child !== OUTSIDE && (node < columns.mainNodeCount || columns.nodeEnds[node]! > 0)) {
        this.nodes[child]!.nodeCount++;
      }
    }
    for (const [edge, source] of columns.edges.sources.entries()) {
      const child = source < 0 ? OUTSIDE : this.#childOfNode[source]!;
      if (child === OUTSIDE || child !== this.#childOfNode[targets[edge]!]) continue;
      const inside = this.nodes[child];
      if (inside?.edgeCount !== undefined) inside.edgeCount++;
    }
  }
}

function callsOf(model: GraphModel, node: number): { calls?: string[] } {
  const calls = calledFunctions(model, node).map(({ scope }) => model.hierarchy.scopePaths[scope] ?? '');
  return calls.length === 0 ? {} : { calls };
}
