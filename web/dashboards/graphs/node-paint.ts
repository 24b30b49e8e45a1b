import type { GraphNode, GraphView } from '../../../proto/api/graphs.ts';
import { formatBytes, formatCount, formatValue } from '../../base/format.ts';
import { COLOURINGS, type Colouring } from './graph-address.ts';
import { formatMicroseconds } from './format-cost.ts';
import { shortLabel } from './node-label.ts';
import { opFamily } from './op-family.ts';
import { shortDevice } from './short-device.ts';

/** Colours of structures, devices and clusters: far from each other. */
const COLOURS = [2, 4, 12, 9, 14, 19, 17, 11, 22, 10].map((number) => `var(--rl-run-${number})`);
const NONE_COLOUR = 'var(--rl-control-border)';
const CHANGE_COLOURS: ReadonlyMap<string, string> = new Map([
  ['added', 'var(--rl-run-3)'],
  ['removed', 'var(--rl-run-17)'],
  ['re-attributed', 'var(--rl-run-7)'],
  ['re-wired', 'var(--rl-run-1)'],
]);
const TPU_COLOURS: ReadonlyMap<string, string> = new Map([
  ['compatible', 'var(--rl-run-3)'],
  ['incompatible', 'var(--rl-run-17)'],
]);

/** How a node is coloured. */
export interface Paint {
  /** CSS colours and their shares, which sum to 1: the stripe of a scope, the dot of an op. */
  readonly parts: readonly { readonly colour: string; readonly share: number }[];
  /** CSS colour of its ground, for what is measured. */
  readonly ground?: string;
  /** Of no account for this colouring. */
  readonly isFaded?: boolean;
}

/** What the legend says of colours. */
export interface PaintEntry {
  readonly colour: string;
  readonly name: string;
  /** Finds the nodes of this colour. */
  readonly query?: string;
}

/** Colours of a view's nodes, and their legend. */
export interface Painter {
  of(node: GraphNode): Paint;
  readonly entries: readonly PaintEntry[];
  /** Ends of a scale of grounds. */
  readonly scale?: { readonly low: string; readonly high: string; readonly title: string };
}

const PLAIN: Paint = { parts: [] };

/**
 * Colours for a view.
 * @param values Of the colourings by the run's tags: a number for each path that has one, see `valuesByNode`.
 */
export function makePainter(
  view: GraphView,
  colouring: Colouring,
  values: ReadonlyMap<string, number> = new Map(),
): Painter {
  switch (colouring) {
    case 'structure':
      return structurePainter(view);
    case 'device':
      return sharePainter(view, (value) => shortDevice(value) || 'no device', { field: 'device' });
    case 'cluster':
      return sharePainter(view, (value) => value || 'no cluster');
    case 'tpu':
      return sharePainter(view, (value) => value || 'not known', { known: TPU_COLOURS, field: 'tpu' });
    case 'change':
      return sharePainter(view, (value) => value, { known: CHANGE_COLOURS });
    case 'time':
      return scalePainter(
        (node) => node.cost?.us,
        0,
        view.maxCost?.us ?? 0,
        formatMicroseconds,
        COLOURINGS.time,
      );
    case 'memory':
      return scalePainter(
        (node) => node.cost?.bytes,
        0,
        view.maxCost?.bytes ?? 0,
        formatBytes,
        COLOURINGS.memory,
      );
    case 'value':
    case 'mean':
    case 'std': {
      const all = [...values.values()].filter(Number.isFinite);
      const [low, high] = [Math.min(...all), Math.max(...all)];
      const format = (value: number): string => (Number.isFinite(value) ? formatValue(value) : 'none');
      return scalePainter(({ path }) => values.get(path), low, high, format, COLOURINGS[colouring]);
    }
    case 'none':
      return { of: () => PLAIN, entries: [] };
  }
}

/** Scopes that are built alike have one stripe, ops the colour of their family. */
function structurePainter(view: GraphView): Painter {
  const names = new Map<number, string[]>();
  const families = new Map<string, string>();
  for (const node of view.nodes) {
    // An open scope has no stripe: what is in it shows how it is built.
    if (node.structure !== undefined && !node.open) {
      names.set(node.structure, [...(names.get(node.structure) ?? []), shortLabel(node.label)]);
    }
    if (node.kind === 'op')
      families.set(opFamily(node.op ?? '').name, `var(${opFamily(node.op ?? '').colour})`);
  }
  const shared = [...names].filter(([, labels]) => labels.length > 1);
  const byStructure = new Map(
    shared.map(([structure], index) => [structure, COLOURS[index % COLOURS.length] ?? NONE_COLOUR]),
  );
  return {
    of: ({ kind, op = '', structure, open }) => {
      if (kind === 'op') return solid(`var(${opFamily(op).colour})`);
      const colour = structure === undefined || open ? undefined : byStructure.get(structure);
      return colour === undefined ? PLAIN : solid(colour);
    },
    entries: [
      ...shared.map(([structure, labels]) => ({
        colour: byStructure.get(structure) ?? '',
        name: `alike: ${nameSome(labels)}`,
      })),
      ...[...families].map(([name, colour]) => ({ colour, name })),
    ],
  };
}

/**
 * Stripes of as many colours as there are values in a scope.
 * @param known Colours that values have; others are not told apart then.
 * @param field What a search puts before a value.
 */
function sharePainter(
  view: GraphView,
  nameOf: (value: string) => string,
  { known, field }: { known?: ReadonlyMap<string, string>; field?: string } = {},
): Painter {
  const counts = new Map<string, number>();
  for (const { shares = [] } of view.nodes) {
    for (const { value, count } of shares) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const order = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([value]) => value !== '');
  const colours = new Map(
    order.map(([value], index) => [
      value,
      known?.get(value) ?? (known ? NONE_COLOUR : (COLOURS[index % COLOURS.length] ?? '')),
    ]),
  );
  const colourOf = (value: string): string => colours.get(value) ?? NONE_COLOUR;
  return {
    of: ({ shares = [] }) => {
      const total = shares.reduce((sum, { count }) => sum + count, 0);
      return { parts: shares.map(({ value, count }) => ({ colour: colourOf(value), share: count / total })) };
    },
    entries: [...order, ...[...counts].filter(([value]) => value === '')].map(([value, count]) => ({
      colour: colourOf(value),
      name: `${shortLabel(nameOf(value))} (${formatCount(count)})`,
      // The words of a search are apart by blanks.
      ...(field === undefined || value === '' || /\s/.test(value) ? {} : { query: `${field}:${value}` }),
    })),
  };
}

/** Grounds from the card's colour to the accent; what has no number is faded. */
function scalePainter(
  valueOf: (node: GraphNode) => number | undefined,
  low: number,
  high: number,
  format: (value: number) => string,
  title: string,
): Painter {
  return {
    of: (node) => {
      const value = valueOf(node);
      if (value === undefined || !Number.isFinite(value)) return { parts: [], isFaded: true };
      const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 1;
      return { parts: [], ground: heatColour(share) };
    },
    entries: [],
    scale: { low: format(low), high: format(high), title },
  };
}

/** Ground of a share from 0 to 1 of the scale. Text stays readable on all of it. */
export function heatColour(share: number): string {
  return `color-mix(in oklab, var(--rl-run-12) ${Math.round(6 + 44 * share)}%, var(--rl-card))`;
}

function solid(colour: string): Paint {
  return { parts: [{ colour, share: 1 }] };
}

function nameSome(labels: readonly string[]): string {
  const [first = '', second = ''] = labels;
  return labels.length > 2 ? `${first} and ${labels.length - 1} more` : `${first}, ${second}`;
}
