import type { GraphModel } from '../model/graph-model.ts';
import { nodesInside } from '../model/hierarchy.ts';
import { argumentOrder, type ArgumentOrder } from './argument-order.ts';
import { calledFunctions } from './called-functions.ts';
import { endsOfFunction } from './function-ends.ts';
import { pathsAround } from './paths-around.ts';

/** Copies that all open calls have together, nodes and scopes: functions that call each other twice grow without end. */
const MAX_COPIES = 200_000;

/** A call that is open: a scope in the place of the node, with a copy of each function that it calls. */
export interface OpenCall {
  /** Path of the node, now of the scope. */
  readonly path: string;
  /** Number of the node, which may be a copy itself. */
  readonly node: number;
  /** The node that it is a copy of, or itself. */
  readonly origin: number;
  readonly parts: readonly CallPart[];
}

/** The copy of one function. */
export interface CallPart {
  readonly path: string;
  /** What names the function, see CalledFunction. */
  readonly as: string;
  /** The function's scope in the library. */
  readonly scope: number;
  /** Number of the copy of its first node; the others follow in the order of the hierarchy. */
  readonly firstNode: number;
  readonly order: ArgumentOrder | undefined;
  /** Arguments and results, numbers of the copies. */
  readonly parameters: readonly number[];
  readonly results: readonly number[];
}

/**
 * The calls at some paths, those around before those inside. Paths of anything else, and those of calls in a call that is not
 * to be open, are of no account. Once there are too many copies, further calls stay closed and are counted.
 */
export function findCalls(
  model: GraphModel,
  paths: Iterable<string>,
): { calls: OpenCall[]; leftOut: number } {
  const finder = new CallFinder(model);
  const ordered = [...new Set(paths)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const path of ordered) finder.add(path);
  return { calls: [...finder.calls.values()], leftOut: finder.leftOut };
}

class CallFinder {
  readonly #model: GraphModel;
  readonly calls = new Map<string, OpenCall>();
  leftOut = 0;
  #nodeCount: number;
  #copies = 0;

  constructor(model: GraphModel) {
    this.#model = model;
    this.#nodeCount = model.columns.nodeCount;
  }

  add(path: string): void {
    const found = this.#locate(path);
    const called = found === undefined ? [] : calledFunctions(this.#model, found.origin);
    if (found === undefined || called.length === 0) return;
    const { hierarchy, columns } = this.#model;
    const size = called.reduce(
      (sum, { scope }) => sum + (hierarchy.sizes[scope] ?? 0) + (hierarchy.scopeEnds[scope] ?? 0) - scope,
      0,
    );
    if (this.#copies + size > MAX_COPIES) {
      this.leftOut++;
      return;
    }
    this.#copies += size;
    const op = columns.ops[columns.opIds[found.origin] ?? 0] ?? '';
    // A function alone lies open in its call, several are scopes by the names of their attributes.
    const isAlone = called.length === 1;
    const parts = called.map(({ as, scope }): CallPart => {
      const firstNode = this.#nodeCount;
      this.#nodeCount += nodesInside(hierarchy, scope).length;
      return {
        path: isAlone ? path : `${path}/${as}`,
        as,
        scope,
        firstNode,
        order: argumentOrder(op, as),
        parameters: endsOfFunction(this.#model, scope, 'input_arg').map((place) => firstNode + place),
        results: endsOfFunction(this.#model, scope, 'output_arg').map((place) => firstNode + place),
      };
    });
    this.calls.set(path, { path, ...found, parts });
  }

  /** The node at a path, which may be in a call that is open. */
  #locate(path: string): { node: number; origin: number } | undefined {
    const { hierarchy } = this.#model;
    const own = hierarchy.nodeByPath.get(path);
    if (own !== undefined) return { node: own, origin: own };
    for (const around of pathsAround(path).slice(1)) {
      const call = this.calls.get(around);
      if (call === undefined) continue;
      for (const part of call.parts) {
        if (!path.startsWith(`${part.path}/`)) continue;
        const inFunction = (hierarchy.scopePaths[part.scope] ?? '') + path.slice(part.path.length);
        const origin = hierarchy.nodeByPath.get(inFunction);
        if (origin === undefined) continue;
        const place = nodesInside(hierarchy, part.scope).indexOf(origin);
        if (place >= 0) return { node: part.firstNode + place, origin };
      }
      return undefined;
    }
    return undefined;
  }
}
