import type { GraphViewRequest } from '../../../proto/api/graphs.ts';
import type { ViewState } from '../../data/types.ts';
import { formatOpenScopes, parseOpenScopes } from './open-scopes.ts';

/** Keys of the page's address. */
const KEYS = {
  run: 'graphRun',
  tag: 'graphTag',
  open: 'open',
  regrouped: 'series',
  pages: 'pages',
  node: 'node',
  version: 'graphVersion',
  against: 'graphAgainst',
  by: 'graphBy',
  profile: 'graphProfile',
  profileDevices: 'graphDevices',
  colour: 'graphColour',
  direction: 'graphDirection',
  extract: 'graphExtract',
  auxiliary: 'aux',
  main: 'main',
  trace: 'trace',
  step: 'graphStep',
} as const;

/** What colours nodes: what they are, or what the server or the run's tags tell of them. */
export const COLOURINGS = {
  structure: 'Structure',
  device: 'Device',
  cluster: 'XLA cluster',
  time: 'Compute time',
  memory: 'Memory',
  tpu: 'TPU compatibility',
  change: 'Changes',
  value: 'Last value of scalars',
  mean: 'Mean of histograms',
  std: 'Spread of histograms',
  none: 'None',
} as const;
export type Colouring = keyof typeof COLOURINGS;

/** Which way edges run. */
export type Direction = 'right' | 'up';

type Trace = NonNullable<GraphViewRequest['trace']>;
const TRACE_KINDS: readonly Trace['kind'][] = ['inputs', 'outputs', 'both', 'path', 'consumers'];

/** What of the address belongs to the graph as a whole: another graph begins without. */
const VIEW_KEYS = [
  KEYS.open,
  KEYS.regrouped,
  KEYS.pages,
  KEYS.node,
  KEYS.version,
  KEYS.against,
  KEYS.profile,
  KEYS.profileDevices,
  KEYS.auxiliary,
  KEYS.main,
  KEYS.trace,
] as const;

/** What the dashboard shows, in the page's address: what a colleague needs to see the same. */
export class GraphAddress {
  readonly #view: ViewState;

  constructor(view: ViewState) {
    this.#view = view;
  }

  get run(): string | undefined {
    return this.#view.get(KEYS.run);
  }

  get tag(): string | undefined {
    return this.#view.get(KEYS.tag);
  }

  /** Path of the chosen node. */
  get node(): string | undefined {
    return this.#view.get(KEYS.node);
  }

  set node(path: string | undefined) {
    this.#view.set(KEYS.node, path);
  }

  /** Paths of open scopes; undefined when nobody has opened or closed one. */
  get open(): string[] | undefined {
    return this.#list(KEYS.open);
  }

  set open(paths: readonly string[]) {
    // Some value even when none is open: without one the first look is computed.
    this.#view.set(KEYS.open, formatOpenScopes(paths));
  }

  /** Paths of series that are not as by default. */
  get regrouped(): string[] {
    return this.#list(KEYS.regrouped) ?? [];
  }

  /** Groups a series that is not grouped, or the other way round. */
  regroup(series: string): void {
    const others = this.regrouped.filter((path) => path !== series);
    this.#setList(KEYS.regrouped, this.regrouped.includes(series) ? others : [...others, series]);
  }

  /** Pages of scopes with too many children; those that are not there show their first. */
  get pages(): NonNullable<GraphViewRequest['pages']> {
    return (this.#list(KEYS.pages) ?? []).flatMap((text) => {
      const [, path = '', page] = /^(.*):(\d{1,6})$/s.exec(text) ?? [];
      return page === undefined ? [] : [{ path, page: Number(page) }];
    });
  }

  set pages(pages: NonNullable<GraphViewRequest['pages']>) {
    this.#setList(
      KEYS.pages,
      pages.filter(({ page }) => page > 0).map(({ path, page }) => `${path}:${page}`),
    );
  }

  /** Which of several graphs under a tag; undefined for the one that is shown. */
  get version(): number | undefined {
    const text = this.#view.get(KEYS.version);
    return text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  }

  /** The run whose graph this one is compared with. */
  get against(): string | undefined {
    return this.#view.get(KEYS.against);
  }

  set against(run: string | undefined) {
    this.#closeAll();
    this.#view.set(KEYS.against, run);
  }

  /** Whether devices are scopes around everything. */
  get isByDevice(): boolean {
    return this.#view.get(KEYS.by) === 'device';
  }

  set isByDevice(isByDevice: boolean) {
    this.#closeAll();
    this.#view.set(KEYS.by, isByDevice ? 'device' : undefined);
  }

  /** Tag of the run metadata that is laid over the graph. */
  get profile(): string | undefined {
    return this.#view.get(KEYS.profile);
  }

  set profile(tag: string | undefined) {
    this.#view.set(KEYS.profileDevices, undefined);
    this.#view.set(KEYS.profile, tag);
  }

  /** Names of the devices that count in the profile, separated by commas; undefined for those that count by default. */
  get profileDevices(): string | undefined {
    return this.#view.get(KEYS.profileDevices);
  }

  set profileDevices(devices: string | undefined) {
    this.#view.set(KEYS.profileDevices, devices);
  }

  get colouring(): Colouring {
    const text = this.#view.get(KEYS.colour);
    if (text !== undefined && Object.hasOwn(COLOURINGS, text)) return text as Colouring;
    return this.against === undefined ? 'structure' : 'change';
  }

  set colouring(colouring: Colouring | undefined) {
    this.#view.set(KEYS.colour, colouring);
  }

  get direction(): Direction {
    return this.#view.get(KEYS.direction) === 'up' ? 'up' : 'right';
  }

  set direction(direction: Direction) {
    this.#view.set(KEYS.direction, direction === 'up' ? 'up' : undefined);
  }

  /** Whether nodes with very many neighbours are taken out of the picture's middle. */
  get isExtracting(): boolean {
    return this.#view.get(KEYS.extract) !== 'off';
  }

  set isExtracting(isExtracting: boolean) {
    this.#view.set(KEYS.extract, isExtracting ? undefined : 'off');
  }

  /** Nodes that were taken out by hand, and nodes that were not to be. */
  get auxiliary(): string[] {
    return this.#list(KEYS.auxiliary) ?? [];
  }

  get main(): string[] {
    return this.#list(KEYS.main) ?? [];
  }

  /** Takes a node out of the picture's middle, or puts it back, whatever the rules say. */
  move(path: string, isOut: boolean): void {
    const without = (paths: readonly string[]): string[] => paths.filter((one) => one !== path);
    this.#setList(KEYS.auxiliary, isOut ? [...without(this.auxiliary), path] : without(this.auxiliary));
    this.#setList(KEYS.main, isOut ? without(this.main) : [...without(this.main), path]);
  }

  get trace(): Trace | undefined {
    const [kind, from, last] = parseOpenScopes(this.#view.get(KEYS.trace) ?? '');
    const known = TRACE_KINDS.find((one) => one === kind);
    if (known === undefined || from === undefined) return undefined;
    if (known === 'path') return { kind: known, from, to: last ?? '' };
    if (known === 'consumers') return { kind: known, from, port: Number(last) || 0 };
    return { kind: known, from };
  }

  set trace(trace: Trace | undefined) {
    const parts = trace && [trace.kind, trace.from, ...lastOf(trace)];
    this.#view.set(KEYS.trace, parts && formatOpenScopes(parts));
  }

  /** Step at which the run's tags colour nodes; undefined for the last. */
  get step(): number | undefined {
    const step = Number(this.#view.get(KEYS.step) ?? NaN);
    return Number.isFinite(step) ? step : undefined;
  }

  set step(step: number | undefined) {
    this.#view.set(KEYS.step, step === undefined ? undefined : String(step));
  }

  /** Another graph, as it is seen at first. */
  choose(run: string, tag: string | undefined, version?: number): void {
    for (const key of VIEW_KEYS) this.#view.set(key, undefined);
    this.#view.set(KEYS.version, version === undefined ? undefined : String(version));
    this.#view.set(KEYS.tag, tag);
    this.#view.set(KEYS.run, run, { push: true });
  }

  /** Paths mean something else in another arrangement. */
  #closeAll(): void {
    for (const key of [KEYS.open, KEYS.regrouped, KEYS.pages, KEYS.node, KEYS.trace]) {
      this.#view.set(key, undefined);
    }
  }

  #list(key: string): string[] | undefined {
    const text = this.#view.get(key);
    return text === undefined ? undefined : parseOpenScopes(text);
  }

  #setList(key: string, paths: readonly string[]): void {
    this.#view.set(key, paths.length === 0 ? undefined : formatOpenScopes(paths));
  }
}

function lastOf({ to, port }: Trace): string[] {
  if (to !== undefined) return [to];
  return port === undefined ? [] : [String(port)];
}
