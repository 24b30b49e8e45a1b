import type { GraphCosts } from '../../../proto/api/graph-costs.ts';
import type { GraphChoice, GraphNodeInfo, GraphSearch } from '../../../proto/api/graphs.ts';
import { Observable } from '../../base/observable.ts';
import type { Session } from '../../data/types.ts';
import type { Camera } from './camera.ts';
import { GraphAddress } from './graph-address.ts';
import { GraphChoices } from './graph-choices.ts';
import { GraphClient } from './graph-client.ts';
import type { Box, Point } from './layout/layout-types.ts';
import { NodeNumbers } from './node-numbers.ts';
import type { MeasureText } from './node-size.ts';

import { READABLE_SCALE, SceneLoader } from './scene-loader.ts';
import { isScope, scopesAround, type Scene, type SceneNode } from './scene.ts';
import { arrangementOf, refOf, wantedOf } from './view-request.ts';

/**
 * What the graph dashboard shows, and how it comes about: the graphs there are, the chosen one, the view of its open
 * scopes with its layout, and the chosen node. What a colleague needs to see the same is in the page's address.
 */
export class GraphBrowser extends Observable {
  readonly #session: Session;
  readonly address: GraphAddress;
  readonly #camera: Camera;
  readonly #client: GraphClient;
  /** What can be chosen. */
  readonly graphs: GraphChoices;
  readonly #scenes: SceneLoader;
  #ends: (() => void)[] = [];
  #listing: AbortController | undefined;
  #loading: AbortController | undefined;
  #asking: AbortController | undefined;
  /** What the scene was loaded for, and what the info is about. */
  #sceneKey = '';
  #infoKey = '';
  /** What the paths of open scopes belong to. */
  #arrangement = '';
  /** Scopes that are to be open, those in closed ones too: they open again with them. */
  #open: readonly string[] = [];
  #reveal: string | undefined;
  /** A point of the next picture, by node, that is to be where it was on the screen. */
  #anchor: { readonly path: string; readonly screen: Point } | undefined;
  /** A node of the next picture that is to be in sight. */
  #target: string | undefined;

  /** What is drawn; stays while the next one is on its way. */
  scene: Scene | undefined;
  /** About the chosen node; that of the one before while it is on its way. */
  info: GraphNodeInfo | undefined;
  /** Why there is nothing new to see. */
  error: string | undefined;
  isBusy = true;
  /** The node that was chosen before: the other end of a path. */
  selectedBefore: string | undefined;
  /** The run's own numbers of the nodes. */
  readonly numbers: NodeNumbers;

  constructor(session: Session, camera: Camera, measure: MeasureText) {
    super();
    this.#session = session;
    this.address = new GraphAddress(session.view);
    this.#camera = camera;
    this.#client = new GraphClient(session.base);
    this.graphs = new GraphChoices(this.#client);
    this.#scenes = new SceneLoader(this.#client, this.address, camera, measure);
    this.numbers = new NodeNumbers(session.base, this.#client, this.address);
    this.numbers.subscribe(() => this.changed());
  }

  /** Begins to follow the address and the catalogue. The camera must know its size. */
  start(): void {
    const { catalogue, view } = this.#session;
    this.#ends = [view.subscribe(() => this.#sync()), catalogue.subscribe(() => this.#followCatalogue())];
    this.#followCatalogue();
  }

  stop(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.#listing?.abort();
    this.#loading?.abort();
    this.#asking?.abort();
    this.numbers.stop();
    this.#scenes.close();
  }

  /** The graph that the address names, or the first one when it names none. */
  get chosen(): GraphChoice | undefined {
    const { run, tag, version } = this.address;
    return this.graphs.all?.find(
      (choice) =>
        (run === undefined || choice.run === run) &&
        (tag === undefined || choice.tag === tag) &&
        (version === undefined ? choice.isShown : choice.version === version),
    );
  }

  /** Path of the chosen node, visible or not. */
  get selected(): string | undefined {
    return this.address.node;
  }

  choose(run: string, tag: string | undefined, version?: number): void {
    this.address.choose(run, tag, version);
  }

  select(path: string | undefined): void {
    const { selected } = this;
    if (path !== selected && selected !== undefined) this.selectedBefore = selected;
    this.address.node = path;
  }

  /**
   * Opens a closed scope or closes an open one; it stays where it is on the screen. What stands for children that are
   * too many shows the next of them.
   */
  toggle(path: string): void {
    const found = this.scene?.nodeByPath.get(path);
    if (this.scene === undefined || found === undefined) return;
    const { node } = found;
    if (node.kind === 'rest') this.#turnPage(node.parent);
    if (!isScope(node)) return;
    this.#anchor = { path, screen: this.#camera.toScreen(found.box) };
    if (node.open) {
      this.#reveal = undefined;
      if (scopesAround(this.scene, this.selected ?? '').includes(path)) this.select(path);
      this.address.open = this.#open.filter((scope) => scope !== path);
    } else {
      this.address.open = [...this.#open, path];
    }
  }

  closeAll(): void {
    this.#reveal = undefined;
    const [outermost] = this.scene ? scopesAround(this.scene, this.selected ?? '') : [];
    if (outermost !== undefined) this.select(outermost);
    this.address.open = [];
  }

  /** Shows the members of a series instead of it, or the other way round. The details then tell of the series. */
  regroup(series: string): void {
    const { regrouped } = this.address;
    const isRegrouped = regrouped.includes(series);
    this.#reveal = undefined;
    // Its members may be gone: the way back is at the series itself.
    this.select(series);
    this.address.regrouped = isRegrouped
      ? regrouped.filter((path) => path !== series)
      : [...regrouped, series];
  }

  /** Chooses a node, opens the scopes around it, and brings it into sight. */
  reveal(path: string): void {
    const box = this.scene?.nodeByPath.get(path)?.box;
    this.#target = path;
    if (box !== undefined) this.#camera.reveal(box);
    this.select(path);
  }

  /** Looks for nodes of the shown graph. Throws what GraphClient throws. */
  async search(query: string, signal: AbortSignal): Promise<GraphSearch> {
    const { chosen } = this;
    return chosen === undefined
      ? { matches: [], total: 0, groups: [] }
      : this.#client.search(refOf(this.address, chosen), query, signal);
  }

  /** Every node that the profile knows, the costliest first. Throws what GraphClient throws. */
  async costs(signal: AbortSignal): Promise<GraphCosts | undefined> {
    const { chosen } = this;
    return chosen === undefined ? undefined : this.#client.costs(refOf(this.address, chosen), signal);
  }

  /** Shows a file from the disk: a GraphDef, serialized or as text. */
  async openFile(file: File): Promise<void> {
    const { signal } = (this.#listing = new AbortController());
    this.isBusy = true;
    this.changed();
    try {
      const { run, tag } = await this.graphs.addFile(file, signal);
      this.choose(run, tag);
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /** Address of the shown graph as a file. */
  fileUrl(format: 'pb' | 'pbtxt'): string {
    const { chosen } = this;
    return chosen === undefined ? '' : this.#client.fileUrl(refOf(this.address, chosen), format);
  }

  /** Tries again after an error. */
  retry(): void {
    this.#sceneKey = '';
    this.#infoKey = '';
    if (this.graphs.all === undefined) void this.#list();
    else this.#sync();
  }

  /** Shows the next children of a scope that has too many. */
  #turnPage(scope: string): void {
    const rest = this.scene?.view.truncated.find(({ path }) => path === scope);
    if (rest === undefined) return;
    this.#reveal = undefined;
    const others = this.address.pages.filter(({ path }) => path !== scope);
    this.address.pages = [...others, { path: scope, page: (rest.page + 1) % rest.pages }];
  }

  /** Asks for the list again when a graph has appeared or gone. */
  #followCatalogue(): void {
    if (this.graphs.haveChanged(this.#session.catalogue)) void this.#list();
  }

  async #list(): Promise<void> {
    this.#listing?.abort();
    const { signal } = (this.#listing = new AbortController());
    try {
      await this.graphs.read(signal);
      this.error = undefined;
      this.#sync();
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  /** Brings scene and info up to what the address says. */
  #sync(): void {
    const { chosen, selected } = this;
    if (chosen === undefined) {
      this.#loading?.abort();
      this.#sceneKey = '';
      this.scene = undefined;
      this.isBusy = this.graphs.all === undefined;
      this.changed();
      return;
    }
    if (this.scene && !isSameGraph(this.scene.choice, chosen)) this.#reveal = undefined;
    // A chosen node among too many siblings is not to be seen unless it is asked for.
    if (selected !== undefined && !this.scene?.nodeByPath.has(selected)) this.#reveal = selected;
    const key = this.#keyOf(chosen);
    if (key !== this.#sceneKey) {
      this.#sceneKey = key;
      void this.#load(chosen);
    }
    void this.#ask(chosen, selected);
    this.#followNumbers();
    this.changed();
  }

  #followNumbers(): void {
    const { scene } = this;
    if (scene) void this.numbers.follow(scene, refOf(this.address, scene.choice), this.#arrangement);
  }

  /** Equal as long as the same is to be seen. */
  #keyOf(choice: GraphChoice): string {
    const { open, direction } = this.address;
    return JSON.stringify([
      choice,
      refOf(this.address, choice),
      open,
      wantedOf(this.address, this.#reveal),
      direction,
    ]);
  }

  async #load(choice: GraphChoice): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    this.isBusy = true;
    this.changed();
    try {
      const arrangement = arrangementOf(this.address, choice);
      // What was opened at first stays open when only colours or the direction change.
      const open = this.address.open ?? (arrangement === this.#arrangement ? this.#open : undefined);
      const { scene, open: opened } =
        open === undefined
          ? await this.#scenes.loadFirst(choice, this.#reveal, signal)
          : await this.#scenes.load(choice, open, this.#reveal, signal);
      this.#open = opened;
      this.#arrangement = arrangement;
      this.#show(scene);
    } catch (error) {
      this.#fail(error, signal);
    }
  }

  #show(scene: Scene): void {
    const camera = this.#camera;
    const isNew = this.scene === undefined || !isSameGraph(this.scene.choice, scene.choice);
    this.scene = scene;
    this.#noteOpen(scene.choice);
    this.isBusy = false;
    this.error = undefined;
    camera.setPicture(scene);
    const anchor = this.#anchor && scene.nodeByPath.get(this.#anchor.path);
    const target = scene.nodeByPath.get(this.#target ?? this.selected ?? '');
    if (isNew) {
      if (camera.fitScale() >= READABLE_SCALE) camera.fit();
      else camera.frame(target?.box ?? { x: 0, y: 0, ...camera.picture }, READABLE_SCALE);
    } else {
      if (this.#anchor && anchor) {
        camera.pin(anchor.box, this.#anchor.screen);
        // Its head was beyond the border when an open scope of which only the lower part showed is closed.
        if (!camera.sees(headOf(anchor))) camera.reveal(headOf(anchor));
      }
      if (this.#target !== undefined && target) camera.reveal(target.box);
    }
    this.#anchor = undefined;
    this.#target = undefined;
    this.#followNumbers();
    this.changed();
  }

  /** What the server opened to reveal a node is as if it had been opened by hand. */
  #noteOpen(choice: GraphChoice): void {
    const { open } = this.address;
    if (open === undefined || this.#open.every((path) => open.includes(path))) return;
    this.address.open = this.#open;
    this.#sceneKey = this.#keyOf(choice);
  }

  async #ask(choice: GraphChoice, path: string | undefined): Promise<void> {
    const ref = refOf(this.address, choice);
    const key = path === undefined ? '' : JSON.stringify([ref, path]);
    if (key === this.#infoKey) return;
    this.#infoKey = key;
    this.#asking?.abort();
    if (path === undefined) {
      this.info = undefined;
      return;
    }
    const { signal } = (this.#asking = new AbortController());
    try {
      this.info = await this.#client.node(ref, path, signal);
    } catch {
      if (signal.aborted) return;
      // A node of an old address, or one that stands for many: there is nothing to tell.
      this.info = undefined;
    }
    this.changed();
  }

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.error = error instanceof Error ? error.message : String(error);
    this.isBusy = false;
    this.#sceneKey = '';
    this.changed();
  }
}

/** The part of an open scope that tells what it is, or all of another node. */
function headOf({ box, headHeight }: SceneNode): Box {
  return { ...box, height: headHeight };
}

function isSameGraph(a: GraphChoice, b: GraphChoice): boolean {
  return a.run === b.run && a.tag === b.tag && a.step === b.step && a.wallTime === b.wallTime;
}
