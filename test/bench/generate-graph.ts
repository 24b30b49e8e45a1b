import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tensorboard } from '../../proto/generated/tensorboard.js';
import { frameRecord } from '../../server/decode/frame-record.ts';

const HEADS = 12;
const HIDDEN = 768;

/** How large the generated graph is. */
export interface GraphShape {
  readonly layers: number;
  /** NodeDefs in all, at least as many as the layers need. */
  readonly nodes: number;
}

/**
 * Writes a log with the graph of a transformer into `logdir`/transformer: token embedding, `layers` layers of attention
 * and feed-forward with layer norms, a loss and a summary. Shapes, devices (8, by layer) and XLA clusters as TensorFlow writes
 * them. Its size is reached by numbered chains of checks in every layer.
 */
export function generateGraph(logdir: string, shape: GraphShape): void {
  const folder = join(logdir, 'transformer');
  mkdirSync(folder, { recursive: true });
  const graphDef = transformerGraph(shape);
  const events: tensorboard.IEvent[] = [
    { wallTime: 1.7e9, fileVersion: 'brain.Event:2' },
    { wallTime: 1.7e9, graphDef },
  ];
  const records = events.map((event) => frameRecord(tensorboard.Event.encode(event).finish()));
  writeFileSync(join(folder, 'events.out.tfevents.1700000000.host'), Buffer.concat(records));
}

/** The graph as a serialized GraphDef of exactly `nodes` NodeDefs. */
export function transformerGraph({ layers, nodes }: GraphShape): Uint8Array {
  const graph = new GraphWriter(nodes);
  const perLayer = Math.floor((nodes - 40) / layers);
  graph.add('inputs/tokens', 'Placeholder', [], [-1, 512]);
  graph.add('global_step', 'VariableV2', []);
  let previous = graph.dense('embedding', 'inputs/tokens', 'GatherV2');
  for (let layer = 0; layer < layers; layer++) {
    graph.device = `/job:worker/replica:0/task:0/device:GPU:${Math.floor((layer * 8) / layers)}`;
    previous = writeLayer(graph, `encoder/layer_${layer}`, previous, perLayer);
  }
  graph.device = '/job:worker/replica:0/task:0/device:CPU:0';
  const logits = graph.dense('head/logits', previous, 'MatMul');
  graph.add('loss/cross_entropy', 'SparseSoftmaxCrossEntropyWithLogits', [logits, 'inputs/tokens'], [-1]);
  graph.add('loss/mean', 'Mean', ['loss/cross_entropy'], []);
  graph.add('summaries/loss', 'ScalarSummary', ['loss/mean'], []);
  // What is left of the wanted number.
  for (let n = 0; graph.count < nodes; n++) graph.add(`save/Identity_${n}`, 'Identity', [previous]);
  return graph.finish();
}

function writeLayer(graph: GraphWriter, scope: string, input: string, size: number): string {
  const end = graph.count + size;
  const norm = graph.norm(`${scope}/attention/layer_norm`, input);
  const outputs: string[] = [];
  for (let head = 0; head < HEADS; head++) {
    const name = `${scope}/attention/head_${head}`;
    const [q, k, v] = ['query', 'key', 'value'].map((part) => graph.dense(`${name}/${part}`, norm, 'MatMul'));
    graph.add(`${name}/scores`, 'BatchMatMulV2', [q ?? '', k ?? ''], [-1, 512, 512]);
    graph.add(`${name}/scale`, 'Mul', [`${name}/scores`], [-1, 512, 512]);
    graph.add(`${name}/softmax`, 'Softmax', [`${name}/scale`], [-1, 512, 512]);
    outputs.push(graph.add(`${name}/context`, 'BatchMatMulV2', [`${name}/softmax`, v ?? ''], [-1, 512, 64]));
  }
  const joined = graph.add(`${scope}/attention/concat`, 'ConcatV2', outputs, [-1, 512, HIDDEN]);
  const projected = graph.dense(`${scope}/attention/output`, joined, 'MatMul');
  const residual = graph.add(`${scope}/attention/add`, 'AddV2', [input, projected], [-1, 512, HIDDEN]);
  const norm2 = graph.norm(`${scope}/ffn/layer_norm`, residual);
  const up = graph.dense(`${scope}/ffn/intermediate`, norm2, 'MatMul');
  const gelu = graph.add(`${scope}/ffn/gelu`, 'Gelu', [up], [-1, 512, 4 * HIDDEN]);
  const down = graph.dense(`${scope}/ffn/output`, gelu, 'MatMul');
  const output = graph.add(`${scope}/output`, 'AddV2', [residual, down], [-1, 512, HIDDEN]);
  let last = output;
  const checks = Math.floor((end - graph.count) / 4);
  for (let n = 0; n < checks; n++) {
    const name = `${scope}/checks/check_${n}`;
    const constant = graph.add(`${name}/epsilon`, 'Const', []);
    graph.add(`${name}/is_finite`, 'IsFinite', [last], [-1, 512, HIDDEN]);
    graph.add(`${name}/select`, 'SelectV2', [`${name}/is_finite`, output, constant], [-1, 512, HIDDEN]);
    last = graph.add(`${name}/out`, 'Identity', [`${name}/select`, '^global_step'], [-1, 512, HIDDEN]);
  }
  return output;
}

class GraphWriter {
  readonly #limit: number;
  readonly #parts: Uint8Array[] = [];
  device = '';
  count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a node unless there are enough, and returns its name. */
  add(name: string, op: string, input: readonly string[], sizes?: readonly number[]): string {
    if (this.count >= this.#limit) return name;
    this.count++;
    const attr: Record<string, tensorboard.IAttrValue> = { T: { type: 1 } };
    if (sizes !== undefined) {
      const dim = sizes.map((size) => ({ size }));
      attr['_output_shapes'] = { list: { shape: [{ dim }] } };
    }
    if (op === 'MatMul' || op === 'BatchMatMulV2')
      attr['_XlaCluster'] = { s: Buffer.from(`cluster_${this.device.at(-1)}`) };
    const node = { name, op, input: [...input], device: this.device, attr };
    this.#parts.push(tensorboard.GraphDef.encode({ node: [node] }).finish());
    return name;
  }

  /** Weights, bias and their product with the input, 10 nodes. */
  dense(scope: string, input: string, op: string): string {
    for (const part of ['kernel', 'bias']) {
      this.add(`${scope}/${part}/initial`, 'Const', []);
      this.add(`${scope}/${part}`, 'VariableV2', [], [HIDDEN, part === 'kernel' ? HIDDEN : 1]);
      this.add(`${scope}/${part}/Assign`, 'Assign', [`${scope}/${part}`, `${scope}/${part}/initial`]);
      this.add(`${scope}/${part}/read`, 'Identity', [`${scope}/${part}`], [HIDDEN, HIDDEN]);
    }
    this.add(`${scope}/product`, op, [input, `${scope}/kernel/read`], [-1, 512, HIDDEN]);
    return this.add(
      `${scope}/BiasAdd`,
      'BiasAdd',
      [`${scope}/product`, `${scope}/bias/read`],
      [-1, 512, HIDDEN],
    );
  }

  /** A layer norm, 5 nodes. */
  norm(scope: string, input: string): string {
    this.add(`${scope}/mean`, 'Mean', [input], [-1, 512, 1]);
    this.add(`${scope}/difference`, 'SquaredDifference', [input, `${scope}/mean`], [-1, 512, HIDDEN]);
    this.add(`${scope}/variance`, 'Mean', [`${scope}/difference`], [-1, 512, 1]);
    this.add(`${scope}/rsqrt`, 'Rsqrt', [`${scope}/variance`], [-1, 512, 1]);
    return this.add(`${scope}/normed`, 'Mul', [input, `${scope}/rsqrt`], [-1, 512, HIDDEN]);
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}
