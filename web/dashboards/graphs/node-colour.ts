import type { GraphNode, GraphView } from '../../../proto/api/graphs.ts';
import { shortLabel } from './node-label.ts';
import { opFamily } from './op-family.ts';

/** Colours of structures: none that ops use, far from each other. */
const STRUCTURE_COLOURS = [2, 4, 12, 9, 14, 19, 17, 11, 22, 10].map((number) => `--rl-run-${number}`);

/** Which token colours each kind of thing in a view. */
export class NodeColours {
  /** Tokens by structure number: of structures that more than one visible scope has. */
  readonly #byStructure: ReadonlyMap<number, string>;
  /** For the legend: colours of what is visible, the structures by the names of scopes that share them. */
  readonly entries: readonly { readonly colour: string; readonly name: string }[];

  constructor(view: GraphView) {
    const names = new Map<number, string[]>();
    const families = new Map<string, string>();
    for (const node of view.nodes) {
      // An open scope has no stripe: what is in it shows how it is built.
      if (node.structure !== undefined && !node.open) {
        names.set(node.structure, [...(names.get(node.structure) ?? []), shortLabel(node.label)]);
      }
      if (node.kind === 'op') families.set(opFamily(node.op ?? '').name, opFamily(node.op ?? '').colour);
    }
    const shared = [...names].filter(([, labels]) => labels.length > 1);
    this.#byStructure = new Map(
      shared.map(([structure], index) => [
        structure,
        STRUCTURE_COLOURS[index % STRUCTURE_COLOURS.length] ?? '',
      ]),
    );
    this.entries = [
      ...shared.map(([structure, labels]) => ({
        colour: this.#byStructure.get(structure) ?? '',
        name: `alike: ${nameSome(labels)}`,
      })),
      ...[...families].map(([name, colour]) => ({ colour, name })),
    ];
  }

  /** The token of a node; undefined for one that has no colour. */
  of({ kind, op = '', structure, open }: GraphNode): string | undefined {
    if (kind === 'op') return opFamily(op).colour;
    return structure === undefined || open ? undefined : this.#byStructure.get(structure);
  }
}

function nameSome(labels: readonly string[]): string {
  const [first = '', second = ''] = labels;
  return labels.length > 2 ? `${first} and ${labels.length - 1} more` : `${first}, ${second}`;
}
