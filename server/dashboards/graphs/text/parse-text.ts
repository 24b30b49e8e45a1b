import protobuf from 'protobufjs/light.js';
import { AppError } from '../../../base/errors.ts';
import { messageSchema, type FieldSchema, type MessageSchema } from './message-schema.ts';
import { TextTokens } from './text-tokens.ts';

/** As deep as protobuf's parsers go. */
const MAX_DEPTH = 100;
const WIRE_TYPE = { varint: 0, fixed64: 1, length: 2, fixed32: 5 } as const;

/**
 * Reads protobuf text ("name: 1 node { … }", the reverse of `printMessage`) into a serialized message. Unknown fields are
 * skipped, so that files of other versions can be read. Format: https://protobuf.dev/reference/protobuf/textformat-spec/
 *
 * @param name Message type of proto/tensorboard, e.g. "GraphDef".
 * Throws GRAPH_INVALID, with the line, where the text is none.
 */
export function parseText(name: string, text: string): Uint8Array {
  return new TextParser(text).parse(messageSchema(name));
}

class TextParser {
  readonly #tokens: TextTokens;
  readonly #writer = protobuf.Writer.create();

  constructor(text: string) {
    this.#tokens = new TextTokens(text);
  }

  parse(schema: MessageSchema): Uint8Array {
    this.#fields(schema, '', 1);
    return this.#writer.finish();
  }

  /** Fields up to a closing bracket, or the end of the text for "". */
  #fields(schema: MessageSchema | undefined, close: string, depth: number): void {
    if (depth > MAX_DEPTH) throw this.#invalid('messages inside each other too deeply');
    const byName = schema && fieldsByName(schema);
    for (;;) {
      const token = this.#tokens.take();
      if (token === close) return;
      if (token === '') throw this.#invalid(`"${close}" is missing`);
      if (!/^[A-Za-z_]/.test(token))
        throw this.#invalid(`a field's name was expected, not ${token.slice(0, 40)}`);
      const field = byName?.get(token);
      const hasColon = this.#tokens.skip(':');
      if (this.#tokens.skip('[')) {
        if (this.#tokens.skip(']')) continue;
        do this.#value(field, hasColon, depth);
        while (this.#tokens.skip(','));
        this.#expect(']');
      } else {
        this.#value(field, hasColon, depth);
      }
      if (!this.#tokens.skip(',')) this.#tokens.skip(';');
    }
  }

  #value(field: FieldSchema | undefined, hasColon: boolean, depth: number): void {
    const open = ['{', '<'].find((bracket) => this.#tokens.skip(bracket));
    if (open !== undefined) {
      const close = open === '{' ? '}' : '>';
      if (field !== undefined && field.type !== 'message') throw this.#invalid(`${field.name} is no message`);
      if (field === undefined) {
        this.#fields(undefined, close, depth + 1);
        return;
      }
      this.#writer.uint32(field.number * 8 + WIRE_TYPE.length).fork();
      this.#fields(field.message(), close, depth + 1);
      this.#writer.ldelim();
      return;
    }
    if (!hasColon) throw this.#invalid('":" or "{" was expected');
    const token = this.#scalarToken();
    if (field === undefined) return;
    if (field.type === 'message') throw this.#invalid(`${field.name} is a message`);
    this.#scalar(field, token);
  }

  /** A scalar as it stands there: adjacent strings joined, a sign with its number. */
  #scalarToken(): string {
    let token = this.#tokens.take();
    if (token === '-') token += this.#tokens.take();
    if (token === '' || token === '}' || token === '>') throw this.#invalid('a value is missing');
    return token;
  }

  #scalar({ number, type, name, enumNames }: FieldSchema, token: string): void {
    const writer = this.#writer;
    const tag = (wire: number): protobuf.Writer => writer.uint32(number * 8 + wire);
    switch (type) {
      case 'string':
      case 'bytes':
        tag(WIRE_TYPE.length).bytes(this.#tokens.stringBytes(token) ?? this.#noText(name));
        return;
      case 'double':
        tag(WIRE_TYPE.fixed64).double(this.#number(token, name));
        return;
      case 'float':
        tag(WIRE_TYPE.fixed32).float(this.#number(token, name));
        return;
      case 'bool':
        tag(WIRE_TYPE.varint).bool(/^(?:true|True|t|1)$/.test(token));
        return;
      case 'enum': {
        const value = [...enumNames].find(([, text]) => text === token)?.[0] ?? this.#number(token, name);
        tag(WIRE_TYPE.varint).int32(value);
        return;
      }
      case 'fixed64':
        tag(WIRE_TYPE.fixed64).fixed64(this.#long(token, name));
        return;
      default:
        tag(WIRE_TYPE.varint).int64(this.#long(token, name));
    }
  }

  #number(token: string, name: string): number {
    const [, sign, word] = /^(-?)(nan|inf|infinity)f?$/i.exec(token) ?? [];
    if (word !== undefined) return /^nan/i.test(word) ? NaN : sign === '-' ? -Infinity : Infinity;
    const value = Number(token.replace(/^(.*[\d.])f$/i, '$1'));
    if (Number.isNaN(value)) throw this.#invalid(`${name} is no number: ${token.slice(0, 40)}`);
    return value;
  }

  #long(token: string, name: string): protobuf.Long {
    try {
      const bits = BigInt.asUintN(64, token.startsWith('-') ? -BigInt(token.slice(1)) : BigInt(token));
      const low = Number(bits & 0xffffffffn) | 0;
      return { low, high: Number(bits >> 32n) | 0, unsigned: false } as protobuf.Long;
    } catch {
      throw this.#invalid(`${name} is no integer: ${token.slice(0, 40)}`);
    }
  }

  #expect(token: string): void {
    if (!this.#tokens.skip(token)) throw this.#invalid(`"${token}" was expected`);
  }

  #noText(name: string): never {
    throw this.#invalid(`${name} is no text in quotes`);
  }

  #invalid(what: string): AppError {
    return new AppError('GRAPH_INVALID', `Line ${this.#tokens.line}: ${what}.`);
  }
}

const namesBySchema = new WeakMap<MessageSchema, ReadonlyMap<string, FieldSchema>>();

function fieldsByName(schema: MessageSchema): ReadonlyMap<string, FieldSchema> {
  const known = namesBySchema.get(schema);
  if (known !== undefined) return known;
  const byName = new Map(schema.fields.map((field) => [field.name, field]));
  namesBySchema.set(schema, byName);
  return byName;
}
