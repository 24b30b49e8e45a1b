import type { GraphNode, GraphView } from '../../../proto/api/graphs.ts';

/** What is open and its edges as JSON: `nodes` and `edges` as the server's view has them. */
export function viewJson({ nodes, edges }: GraphView): string {
  return `${JSON.stringify({ nodes, edges }, null, 2)}\n`;
}

/** The same in Graphviz's language, open scopes as clusters. Language: https://graphviz.org/doc/info/lang.html */
export function viewDot({ nodes, edges }: GraphView): string {
  const children = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const siblings = children.get(node.parent) ?? [];
    children.set(node.parent, siblings);
    siblings.push(node);
  }
  const lines = ['digraph graph_view {', '  rankdir=LR;', '  node [shape=box, style=rounded];'];
  // An explicit stack: nesting comes from the log.
  const stack = [{ nodes: children.get('') ?? [], next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const indent = '  '.repeat(stack.length);
    const node = top.nodes[top.next++];
    if (node === undefined) {
      stack.pop();
      if (stack.length > 0) lines.push(`${indent.slice(2)}}`);
    } else if (node.open) {
      lines.push(
        `${indent}subgraph ${quote(`cluster ${node.path}`)} {`,
        `${indent}  label=${quote(node.label)};`,
      );
      stack.push({ nodes: children.get(node.path) ?? [], next: 0 });
    } else {
      const op = node.op === undefined ? '' : `, tooltip=${quote(node.op)}`;
      lines.push(`${indent}${quote(node.path)} [label=${quote(node.label)}${op}];`);
    }
  }
  for (const { from, to, kind, count, shape } of edges) {
    const label = shape ?? (count > 1 ? `${count} tensors` : '');
    const style = kind === 'control' ? ', style=dashed' : kind === 'reference' ? ', dir=back' : '';
    lines.push(`  ${quote(from)} -> ${quote(to)} [label=${quote(kind === 'control' ? '' : label)}${style}];`);
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

function quote(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}
