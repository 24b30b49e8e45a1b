import { MALFORMED, WIRE, WireReader } from '../../../decode/wire-reader.ts';
import type { GraphColumns } from './graph-columns.ts';
import { graphWarnings } from './graph-warnings.ts';
import { Interner } from './interner.ts';
import { findWriters, resolveInputs } from './resolve-inputs.ts';

// Field tags (number × 8 + wire type) of proto/tensorboard/graph.proto.
const GRAPH = { node: 10, library: 18 } as const;
const NODE = { name: 10, op: 18, input: 26, device: 34, attr: 42 } as const;
const ENTRY = { key: 10, value: 18, numberKey: 8 } as const;
const ATTR_VALUE = { s: 18 } as const;
const LIBRARY = { function: 10 } as const;
const FUNCTION = { signature: 10, node: 26, ret: 34, argumentAttrs: 58 } as const;
const SIGNATURE = { name: 10, inputArg: 18, outputArg: 26 } as const;
const ARGUMENT = { name: 10 } as const;
const ARGUMENT_ATTRS = { attr: 10 } as const;

/** Scope that holds the bodies of the graph's functions, one scope each. */
export const FUNCTION_SCOPE = '__function_library__';

/**
 * Reads a serialized GraphDef in one pass, without decoding attributes. What can be read is kept: a damaged node
 * keeps what came before the damage, a damaged graph its nodes before it, and a warning says where that was.
 */
export function parseGraph(bytes: Uint8Array): GraphColumns {
  return new GraphParser(bytes).parse();
}

class GraphParser {
  readonly #reader = new WireReader();
  readonly #bytes: Uint8Array;
  readonly #text: Buffer;
  readonly #names: string[] = [];
  readonly #ops = new Interner();
  readonly #opIds: number[] = [];
  readonly #devices = new Interner();
  readonly #deviceIds: number[] = [];
  readonly #clusters = new Interner();
  readonly #clusterIds: number[] = [];
  readonly #nodeStarts: number[] = [];
  readonly #nodeEnds: number[] = [];
  readonly #shapeStarts: number[] = [];
  readonly #shapeEnds: number[] = [];
  readonly #inputs: string[] = [];
  readonly #inputStarts: number[] = [0];
  readonly #warnings: string[] = [];
  /** Names of the results of each function, in order. */
  readonly #resultNames = new Map<string, readonly string[]>();
  #functionCount = 0;
  #damagedNodes = 0;
  #firstDamage = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#reader.setBytes(bytes);
  }

  parse(): GraphColumns {
    const libraries: { start: number; end: number }[] = [];
    try {
      this.#forEachField(this.#bytes.length, (tag, end) => {
        if (tag === GRAPH.node) this.#node('', end);
        else if (tag === GRAPH.library) libraries.push({ start: this.#reader.position, end });
      });
    } catch (error) {
      this.#warnOfDamage(error, 'The graph', 'what follows is missing');
    }
    const mainNodeCount = this.#names.length;
    for (const { start, end } of libraries) this.#library(start, end);
    if (this.#damagedNodes > 0) {
      const nodes = this.#damagedNodes === 1 ? 'One node is' : `${this.#damagedNodes} nodes are`;
      this.#warnings.push(`${nodes} damaged and may lack inputs, the first at byte ${this.#firstDamage}.`);
    }
    return this.#columns(mainNodeCount);
  }

  #columns(mainNodeCount: number): GraphColumns {
    const names = this.#names;
    const ops = this.#ops.texts;
    const opIds = Int32Array.from(this.#opIds);
    const inputStarts = Int32Array.from(this.#inputStarts);
    const inputs = { texts: this.#inputs, starts: inputStarts };
    const nodeByName = new Map<string, number>();
    for (const [node, name] of names.entries()) if (!nodeByName.has(name)) nodeByName.set(name, node);
    const resultNames = ops.map((op) => this.#resultNames.get(op));
    const edges = resolveInputs({ nodeByName, opIds, isWriter: findWriters(ops), resultNames }, inputs);
    const checked = {
      names,
      nodeByName,
      mainNodeCount,
      ops,
      opIds,
      inputStarts,
      edges,
      inputTexts: this.#inputs,
    };
    return {
      bytes: this.#bytes,
      nodeCount: names.length,
      mainNodeCount,
      functionCount: this.#functionCount,
      names,
      nodeByName,
      opIds,
      ops,
      deviceIds: Int32Array.from(this.#deviceIds),
      devices: this.#devices.texts,
      clusterIds: Int32Array.from(this.#clusterIds),
      clusters: this.#clusters.texts,
      nodeStarts: Int32Array.from(this.#nodeStarts),
      nodeEnds: Int32Array.from(this.#nodeEnds),
      shapeStarts: Int32Array.from(this.#shapeStarts),
      shapeEnds: Int32Array.from(this.#shapeEnds),
      inputStarts,
      edges,
      warnings: [...this.#warnings, ...graphWarnings(checked)],
    };
  }

  /** Calls `visit` with the tag and the end of each length-delimited field up to `end`; skips the others. */
  #forEachField(end: number, visit: (tag: number, fieldEnd: number) => void): void {
    const reader = this.#reader;
    while (reader.position < end) {
      reader.limit = end;
      const tag = reader.tag();
      if ((tag & 7) !== WIRE.length) {
        reader.skip(tag);
        continue;
      }
      const fieldEnd = reader.lengthEnd();
      visit(tag, fieldEnd);
      reader.position = fieldEnd;
    }
  }

  #string(end: number): string {
    return this.#text.toString('utf8', this.#reader.position, end);
  }

  /** @param prefix Put before the node's name and those of its inputs. */
  #node(prefix: string, end: number): void {
    let name = '';
    let op = '';
    let device = '';
    const index = this.#beginNode(this.#reader.position, end);
    try {
      this.#forEachField(end, (tag, fieldEnd) => {
        if (tag === NODE.input) this.#input(prefix, this.#string(fieldEnd));
        else if (tag === NODE.attr) op = this.#attribute(index, fieldEnd) ?? op;
        else if (tag === NODE.name) name = this.#string(fieldEnd);
        else if (tag === NODE.op) op = this.#string(fieldEnd);
        else if (tag === NODE.device) device = this.#string(fieldEnd);
      });
    } catch (error) {
      if (error !== MALFORMED) throw error;
      if (this.#damagedNodes++ === 0) this.#firstDamage = this.#reader.position;
    }
    this.#endNode(prefix + name, op, device);
  }

  #beginNode(start: number, end: number): number {
    this.#shapeStarts.push(0);
    this.#shapeEnds.push(0);
    this.#clusterIds.push(0);
    this.#nodeStarts.push(start);
    return this.#nodeEnds.push(end) - 1;
  }

  #endNode(name: string, op: string, device: string): void {
    this.#names.push(name);
    this.#opIds.push(this.#ops.id(op));
    this.#deviceIds.push(this.#devices.id(device));
    this.#inputStarts.push(this.#inputs.length);
  }

  #input(prefix: string, text: string): void {
    this.#inputs.push(text.startsWith('^') ? `^${prefix}${text.slice(1)}` : prefix + text);
  }

  /** Notes where the shapes of a node's outputs are, and its XLA cluster. Returns the class of a Keras layer, which stands for its op. */
  #attribute(node: number, end: number): string | undefined {
    let key = '';
    let layerClass: string | undefined;
    this.#forEachField(end, (tag, fieldEnd) => {
      if (tag === ENTRY.key) {
        key = this.#string(fieldEnd);
      } else if (tag === ENTRY.value && key === '_output_shapes') {
        this.#shapeStarts[node] = this.#reader.position;
        this.#shapeEnds[node] = fieldEnd;
      } else if (tag === ENTRY.value && key === '_XlaCluster') {
        this.#clusterIds[node] = this.#clusters.id(this.#textField(ATTR_VALUE.s, fieldEnd));
      } else if (tag === ENTRY.value && key === 'keras_class') {
        layerClass = this.#textField(ATTR_VALUE.s, fieldEnd);
      }
    });
    return layerClass;
  }

  /** The text of a field of a message that ends there; "" where it is absent. */
  #textField(field: number, end: number): string {
    let text = '';
    this.#forEachField(end, (tag, textEnd) => {
      if (tag === field) text = this.#string(textEnd);
    });
    return text;
  }

  #library(start: number, end: number): void {
    this.#reader.position = start;
    try {
      this.#forEachField(end, (tag, fieldEnd) => {
        if (tag === LIBRARY.function) this.#function(fieldEnd);
      });
    } catch (error) {
      this.#warnOfDamage(error, 'The function library', 'functions that follow are missing');
    }
  }

  /** A function's body is a scope that holds its arguments, its nodes and its results, in the order of its signature. */
  #function(end: number): void {
    const start = this.#reader.position;
    let name = '';
    const parameters: string[] = [];
    const results: string[] = [];
    const argumentAttrs: { start: number; end: number }[] = [];
    this.#forEachField(end, (tag, fieldEnd) => {
      if (tag === FUNCTION.argumentAttrs) argumentAttrs.push({ start: this.#reader.position, end: fieldEnd });
      if (tag !== FUNCTION.signature) return;
      this.#forEachField(fieldEnd, (part, partEnd) => {
        if (part === SIGNATURE.name) name = this.#string(partEnd);
        else if (part === SIGNATURE.inputArg) parameters.push(this.#textField(ARGUMENT.name, partEnd));
        else if (part === SIGNATURE.outputArg) results.push(this.#textField(ARGUMENT.name, partEnd));
      });
    });
    this.#functionCount++;
    this.#resultNames.set(name, results);
    const prefix = `${FUNCTION_SCOPE}/${name}/`;
    const firstNode = this.#names.length;
    for (const parameter of parameters) this.#plainNode(prefix + parameter, 'input_arg');
    for (const entry of argumentAttrs) this.#argumentAttributes(firstNode, parameters.length, entry);
    this.#reader.position = start;
    const sources = new Map<string, string[]>(results.map((result) => [result, []]));
    this.#forEachField(end, (tag, fieldEnd) => {
      if (tag === FUNCTION.node) this.#node(prefix, fieldEnd);
      else if (tag === FUNCTION.ret) this.#result(sources, fieldEnd);
    });
    for (const [result, texts] of sources) {
      for (const text of texts) this.#input(prefix, text);
      this.#plainNode(prefix + result, 'output_arg');
    }
  }

  /** Notes where the shape of an argument is: the entry has its number, and attributes as a node has. */
  #argumentAttributes(
    firstNode: number,
    count: number,
    { start, end }: { start: number; end: number },
  ): void {
    const reader = this.#reader;
    let argument = 0;
    reader.position = start;
    while (reader.position < end) {
      reader.limit = end;
      const tag = reader.tag();
      if (tag === ENTRY.numberKey) argument = reader.varint();
      else if (tag !== ENTRY.value) reader.skip(tag);
      else
        this.#forEachField(reader.lengthEnd(), (part, partEnd) => {
          if (part === ARGUMENT_ATTRS.attr && argument < count)
            this.#attribute(firstNode + argument, partEnd);
        });
    }
  }

  /** Notes where a result comes from. */
  #result(sources: Map<string, string[]>, end: number): void {
    let key = '';
    const texts: string[] = [];
    this.#forEachField(end, (tag, fieldEnd) => {
      if (tag === ENTRY.key) key = this.#string(fieldEnd);
      else if (tag === ENTRY.value) texts.push(this.#string(fieldEnd));
    });
    sources.set(key, texts);
  }

  /** A node that no NodeDef describes. */
  #plainNode(name: string, op: string): void {
    this.#beginNode(0, 0);
    this.#endNode(name, op, '');
  }

  #warnOfDamage(error: unknown, what: string, consequence: string): void {
    if (error !== MALFORMED) throw error;
    const { position } = this.#reader;
    this.#warnings.push(`${what} is damaged at byte ${position} of ${this.#bytes.length}: ${consequence}.`);
  }
}
