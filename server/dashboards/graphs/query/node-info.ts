import type { GraphNodeInfo, GraphPort } from '../../../../proto/api/graphs.ts';
import { AppError } from '../../../base/errors.ts';
import { attributeText } from './attribute-text.ts';
import { EDGE_KIND_NAMES } from '../model/graph-columns.ts';
import { formatShape, readOutputShapes } from '../model/edge-shapes.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { ROOT, SCOPE_KIND } from '../model/hierarchy.ts';
import { calledFunctions, usagesOf } from '../calls/called-functions.ts';
import { openCalls } from '../calls/open-calls.ts';
import { pathsAround } from '../calls/paths-around.ts';
import { describeChange } from './describe-change.ts';
import { withShapesOf, type Profile } from '../model/profile.ts';
import { forEachAttribute, nodeBytes, readAsFarAsPossible } from '../model/node-attributes.ts';
import { nodeKind } from './node-kind.ts';
import { insideOf, scopeContents } from './scope-contents.ts';
import { costOf, scopeKind } from './view-nodes.ts';

// Fields of proto/tensorboard/graph.proto.
const NODE = { input: 3 } as const;

const MAX_ATTRIBUTES = 200;
const MAX_PORTS = 200;

/** The node that a NodeDef's name means, as written, or else a path. Throws NODE_NOT_FOUND. */
export function namedNodeInfo(model: GraphModel, name: string, profile?: Profile): GraphNodeInfo {
  const node = model.columns.nodeByName.get(name);
  return nodeInfo(model, node === undefined ? name : (model.hierarchy.nodePaths[node] ?? ''), profile);
}

/** Everything about a node or scope. Throws NODE_NOT_FOUND. Cost: linear in the graph for a scope. */
export function nodeInfo(base: GraphModel, path: string, profile?: Profile): GraphNodeInfo {
  const model = openCalls(withShapesOf(base, profile), pathsAround(path).slice(1));
  const { hierarchy } = model;
  const node = hierarchy.nodeByPath.get(path);
  const scope = path === '' && node === undefined ? undefined : hierarchy.scopeByPath.get(path);
  if (node === undefined && scope === undefined) {
    throw new AppError('NODE_NOT_FOUND', `The graph has no node or scope ${JSON.stringify(path)}.`);
  }
  const entity = node === undefined ? (scope ?? 0) : hierarchy.scopeCount + node;
  const cost = profile && costOf(model, profile, entity);
  const info = node === undefined ? infoOfScope(model, scope ?? 0, path) : infoOfNode(model, node, path);
  const measured = profile?.nodes[node ?? -1]?.outputs.map((sizes) => (sizes ? formatShape(sizes) : ''));
  return {
    ...info,
    ...(cost && { cost }),
    ...(measured && measured.length > 0 ? { outputShapes: measured } : {}),
    ...relations(model, node, scope),
  };
}

/** What a node has to do with functions, and with the graph that this one is compared with. */
function relations(
  model: GraphModel,
  node: number | undefined,
  scope: number | undefined,
): Partial<GraphNodeInfo> {
  if (node === undefined)
    return scope === undefined ? {} : { ...usagesOf(model, scope), ...copied(model, scope) };
  const change = model.difference && describeChange(model.columns, model.difference, node);
  return { ...callsOf(model, node), ...(change && change.length > 0 ? { change } : {}) };
}

/** The function that a scope in an open call is a copy of. */
function copied({ hierarchy, open }: GraphModel, scope: number): Pick<GraphNodeInfo, 'calls'> {
  const path = hierarchy.scopePaths[scope] ?? '';
  const call = open?.callByScope.get(hierarchy.parents[scope] ?? ROOT);
  const part = call?.parts.find((one) => one.path === path);
  if (open === undefined || part === undefined) return {};
  return { calls: [{ as: part.as, path: open.base.hierarchy.scopePaths[part.scope] ?? '' }] };
}

/** What a node calls, and what is in there. */
function callsOf(model: GraphModel, node: number): Partial<GraphNodeInfo> {
  const { scopePaths } = model.hierarchy;
  const called = calledFunctions(model, node);
  if (called.length === 0) return {};
  return {
    kind: 'call',
    calls: called.map(({ as, scope }) => ({ as, path: scopePaths[scope] ?? '' })),
    inside: scopeContents(model, new Set(called.map(({ scope }) => scope))),
  };
}

function infoOfNode(model: GraphModel, node: number, path: string): GraphNodeInfo {
  const { columns, hierarchy, targets, outputs, outputStarts } = model;
  const { inputStarts, edges } = columns;
  const inputs = new Ports(model);
  const absent = absentInputs(model, node);
  for (let edge = inputStarts[node]!; edge < inputStarts[node + 1]!; edge++) {
    const source = edges.sources[edge]!;
    if (source < 0) inputs.add(absent.shift() ?? '', edge, false);
    else inputs.add(hierarchy.nodePaths[source]!, edge);
  }
  const consumers = new Ports(model);
  for (let at = outputStarts[node]!; at < outputStarts[node + 1]!; at++) {
    const edge = outputs[at]!;
    consumers.add(hierarchy.nodePaths[targets[edge]!]!, edge);
  }
  const op = columns.ops[columns.opIds[node] ?? 0] ?? '';
  const device = columns.devices[columns.deviceIds[node] ?? 0] ?? '';
  return {
    path,
    name: columns.names[node] ?? '',
    kind: nodeKind(op),
    ...(op === '' ? {} : { op }),
    ...(device === '' ? {} : { device }),
    attributes: attributes(columns, node),
    inputs: inputs.first(),
    inputCount: inputs.count,
    outputs: consumers.first(),
    outputCount: consumers.count,
    outputShapes: readOutputShapes(columns, node),
    ...seriesAround(model, hierarchy.scopeOfNode[node] ?? ROOT),
  };
}

function infoOfScope(model: GraphModel, scope: number, path: string): GraphNodeInfo {
  const { columns, hierarchy, targets } = model;
  const { sources } = columns.edges;
  const isInside = insideOf(hierarchy, scope);
  const inputs = new Ports(model);
  const outputs = new Ports(model);
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    if (source < 0) continue;
    const comesFromInside = isInside(source);
    const goesInside = isInside(targets[edge]!);
    if (comesFromInside === goesInside) continue;
    if (goesInside) inputs.add(hierarchy.nodePaths[source]!, edge);
    else outputs.add(hierarchy.nodePaths[targets[edge]!]!, edge);
  }
  return {
    path,
    kind: scopeKind(hierarchy, scope),
    attributes: [],
    inputs: inputs.first(),
    inputCount: inputs.count,
    outputs: outputs.first(),
    outputCount: outputs.count,
    ...seriesAround(model, hierarchy.parents[scope] ?? ROOT),
    inside: scopeContents(model, [scope]),
  };
}

function seriesAround({ hierarchy }: GraphModel, scope: number): { series?: string } {
  const isSeries = hierarchy.scopeKinds[scope] === SCOPE_KIND.series;
  return isSeries ? { series: hierarchy.scopePaths[scope] ?? '' } : {};
}

/** Collects edges that lead to or come from the same node, in one port per node and kind. */
class Ports {
  readonly #model: GraphModel;
  readonly #byKey = new Map<string, GraphPort>();

  constructor(model: GraphModel) {
    this.#model = model;
  }

  get count(): number {
    return this.#byKey.size;
  }

  add(path: string, edge: number, exists = true): void {
    const { columns, shapes } = this.#model;
    const kind = EDGE_KIND_NAMES[columns.edges.kinds[edge] ?? 0] ?? 'data';
    const key = `${kind} ${path}`;
    const known = this.#byKey.get(key);
    const shape = shapes.texts[shapes.ids[edge] ?? 0] ?? '';
    const output = kind === 'control' ? undefined : (columns.edges.ports[edge] ?? 0);
    if (known === undefined) {
      this.#byKey.set(key, {
        path,
        kind,
        count: 1,
        exists,
        ...(output === undefined ? {} : { output }),
        ...(shape === '' ? {} : { shape }),
      });
      return;
    }
    known.count++;
    if (known.output !== output) delete known.output;
    if (known.shape !== shape) delete known.shape;
  }

  first(): GraphPort[] {
    return [...this.#byKey.values()].slice(0, MAX_PORTS);
  }
}

/** Inputs from nodes that are not there, as written: the columns do not keep their names. */
function absentInputs({ columns }: GraphModel, node: number): string[] {
  const start = columns.inputStarts[node] ?? 0;
  const absent: string[] = [];
  let index = 0;
  readAsFarAsPossible(nodeBytes(columns, node), (field, payload) => {
    if (field !== NODE.input) return;
    if (columns.edges.sources[start + index] === -1)
      absent.push(Buffer.from(payload).toString().replace(/^\^/, ''));
    index++;
  });
  return absent;
}

/** Attributes by name, the last of each name. */
function attributes(columns: GraphModel['columns'], node: number): GraphNodeInfo['attributes'] {
  const byName = new Map<string, string>();
  forEachAttribute(columns, node, (name, value) => byName.set(name, attributeText(value)));
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_ATTRIBUTES)
    .map(([name, value]) => ({ name, value }));
}
