import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs/light.js';

/** Scalar types of protobuf, and the two kinds that refer to another declaration. */
export type FieldType =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'fixed64'
  | 'bool'
  | 'string'
  | 'bytes'
  | 'enum'
  | 'message';

export interface FieldSchema {
  readonly number: number;
  readonly name: string;
  readonly type: FieldType;
  readonly isRepeated: boolean;
  /** Entries of a map are messages with the fields `key` (1) and `value` (2). */
  readonly isMap: boolean;
  /** Written even when it holds its type's default: members of a oneof and `optional` fields. */
  readonly hasPresence: boolean;
  /** Name of the oneof it is a member of. */
  readonly oneof: string | undefined;
  /** Of a message or map entry; a function because messages contain each other. */
  readonly message: () => MessageSchema;
  /** Of an enum: names by number. */
  readonly enumNames: ReadonlyMap<number, string>;
}

/** The fields of one message type, by number and in ascending order. */
export interface MessageSchema {
  readonly byNumber: ReadonlyMap<number, FieldSchema>;
  readonly fields: readonly FieldSchema[];
}

const NO_NAMES: ReadonlyMap<number, string> = new Map();
const schemas = new Map<string, MessageSchema>();
let root: protobuf.Root | undefined;

/**
 * The schema of a message declared in proto/tensorboard, e.g. "GraphDef".
 * Throws for a name that is not declared: a mistake in the program.
 */
export function messageSchema(name: string): MessageSchema {
  if (root === undefined) {
    const file = new URL('../../../../proto/generated/graph.json', import.meta.url);
    root = protobuf.Root.fromJSON(JSON.parse(readFileSync(file, 'utf8')) as protobuf.INamespace);
    root.resolveAll();
  }
  return schemaOf(root.lookupType(`tensorboard.${name}`));
}

function schemaOf(type: protobuf.Type): MessageSchema {
  const known = schemas.get(type.fullName);
  if (known !== undefined) return known;
  const schema = buildSchema(type.fieldsArray.map(fieldSchema));
  schemas.set(type.fullName, schema);
  return schema;
}

function buildSchema(unordered: readonly FieldSchema[]): MessageSchema {
  const fields = [...unordered].sort((a, b) => a.number - b.number);
  return { fields, byNumber: new Map(fields.map((field) => [field.number, field])) };
}

function fieldSchema(field: protobuf.Field): FieldSchema {
  const resolved = field.resolvedType;
  let message: MessageSchema | undefined;
  const isEnum = resolved instanceof protobuf.Enum;
  const value: FieldSchema = {
    number: field.id,
    name: field.name,
    type: isEnum ? 'enum' : resolved instanceof protobuf.Type ? 'message' : (field.type as FieldType),
    isRepeated: field.repeated,
    isMap: false,
    hasPresence: field.partOf !== null,
    oneof: field.partOf?.name,
    message: () => (message ??= schemaOf(resolved as protobuf.Type)),
    enumNames: isEnum
      ? new Map(Object.entries(resolved.values).map(([name, number]) => [number, name]))
      : NO_NAMES,
  };
  if (!(field instanceof protobuf.MapField)) return value;
  const key = { ...value, number: 1, name: 'key', type: field.keyType as FieldType, enumNames: NO_NAMES };
  const entry = buildSchema([key, { ...value, number: 2, name: 'value' }]);
  return {
    ...value,
    type: 'message',
    isRepeated: true,
    isMap: true,
    message: () => entry,
    enumNames: NO_NAMES,
  };
}
