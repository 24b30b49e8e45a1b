import { forEachField, lastField, mapFields } from '../message-fields.ts';

// Fields of proto/tensorboard/graph.proto.
const NODE = { op: 2, attr: 5 } as const;
const ENTRY = { value: 2 } as const;
const ATTR_VALUE = { list: 1, func: 10 } as const;
const LIST = { func: 9 } as const;
const NAME_ATTR_LIST = { name: 1 } as const;
const LIBRARY = { function: 1 } as const;
const FUNCTION = { signature: 1 } as const;
const SIGNATURE = { name: 1 } as const;

/** The names of the functions in a serialized FunctionDefLibrary. */
export function functionNames(library: Uint8Array): Set<string> {
  const names = new Set<string>();
  forEachField(library, (field, definition) => {
    const signature = field === LIBRARY.function ? lastField(definition, FUNCTION.signature) : undefined;
    const name = signature && lastField(signature, SIGNATURE.name);
    if (name !== undefined) names.add(text(name));
  });
  return names;
}

/** A serialized NodeDef that calls functions by other names: by its op, and by attributes that are functions or lists of them. */
export function renameCalls(
  node: Uint8Array,
  functions: ReadonlySet<string>,
  rename: (name: string) => string,
): Uint8Array {
  const renamed = (name: Uint8Array): Uint8Array =>
    functions.has(text(name)) ? Buffer.from(rename(text(name))) : name;
  const renamedIn = (func: Uint8Array): Uint8Array =>
    mapFields(func, (field, name) => (field === NAME_ATTR_LIST.name ? renamed(name) : name));
  return mapFields(node, (field, payload) => {
    if (field === NODE.op) return renamed(payload);
    if (field !== NODE.attr || functions.size === 0) return payload;
    return mapInside(payload, ENTRY.value, (value) =>
      mapFields(value, (kind, inner) => {
        if (kind === ATTR_VALUE.func) return renamedIn(inner);
        return kind === ATTR_VALUE.list ? mapInside(inner, LIST.func, renamedIn) : inner;
      }),
    );
  });
}

/** Changes one field of a message; the same bytes where nothing in it changes. */
function mapInside(
  message: Uint8Array,
  wanted: number,
  change: (payload: Uint8Array) => Uint8Array,
): Uint8Array {
  return mapFields(message, (field, payload) => (field === wanted ? change(payload) : payload));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
