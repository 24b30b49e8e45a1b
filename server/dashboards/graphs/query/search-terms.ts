import { AppError } from '../../../base/errors.ts';
import type { GraphColumns } from '../model/graph-columns.ts';
import { attributeText } from './attribute-text.ts';
import { forEachAttribute } from '../model/node-attributes.ts';
import { tpuCompatibility } from './tpu-compatibility.ts';

/** What a query asks of nodes and scopes. */
export interface Search {
  /** Whether scopes can match: not when something is asked for that only nodes have. */
  readonly forScopes: boolean;
  matchesScope(path: string): boolean;
  matchesNode(columns: GraphColumns, node: number, path: string): boolean;
}

type Term = (columns: GraphColumns, node: number, path: string) => boolean;

/**
 * A query: words, all of which must be in path or op; "op:", "device:" and "name:" before a word look there only; "tpu:" before
 * "compatible" or "incompatible" asks whether TPUs run it; "attr:key" or "attr:key=value" in the attributes, the value as it is shown; "re:" and all that follows is a regular
 * expression for path and op. Case does not matter. Throws REQUEST_INVALID.
 */
export function parseSearch(query: string): Search {
  const trimmed = query.trim();
  if (trimmed.startsWith('re:')) {
    const expression = compile(trimmed.slice(3).trim());
    return {
      forScopes: true,
      matchesScope: (path) => expression.test(path),
      matchesNode: (columns, node, path) => expression.test(`${path} ${opOf(columns, node)}`),
    };
  }
  const words = trimmed.toLowerCase().split(/\s+/).filter(Boolean);
  const terms = words.map(termOf);
  const inPath = words.map((word) => (word.startsWith('name:') ? word.slice(5) : word));
  const forScopes = words.length > 0 && !words.some((word) => /^(?:op|device|attr|tpu):/.test(word));
  return {
    forScopes,
    matchesScope: (path) => {
      const lower = path.toLowerCase();
      return inPath.every((word) => lower.includes(word));
    },
    matchesNode: (columns, node, path) =>
      terms.length > 0 && terms.every((term) => term(columns, node, path)),
  };
}

function termOf(word: string): Term {
  const [, field, text = ''] = /^(op|device|name|attr|tpu):(.*)$/.exec(word) ?? [];
  switch (field) {
    case 'op':
      return (columns, node) => opOf(columns, node).toLowerCase().includes(text);
    case 'device':
      return (columns, node) =>
        (columns.devices[columns.deviceIds[node] ?? 0] ?? '').toLowerCase().includes(text);
    case 'name':
      return (_columns, _node, path) => path.toLowerCase().includes(text);
    case 'tpu':
      return (columns, node) => tpuCompatibility({ columns }, node) === text;
    case 'attr':
      return attributeTerm(text);
    default:
      return (columns, node, path) => `${path} ${opOf(columns, node)}`.toLowerCase().includes(word);
  }
}

function attributeTerm(text: string): Term {
  const [key = '', value] = text.split(/=(.*)/s);
  return (columns, node) => {
    let isFound = false;
    forEachAttribute(columns, node, (name, payload) => {
      if (isFound || !name.toLowerCase().includes(key)) return;
      isFound = value === undefined || attributeText(payload).toLowerCase().includes(value);
    });
    return isFound;
  };
}

function opOf(columns: GraphColumns, node: number): string {
  return columns.ops[columns.opIds[node] ?? 0] ?? '';
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'iu');
  } catch (error) {
    throw new AppError('REQUEST_INVALID', (error as Error).message);
  }
}
