import type { GraphChoice, GraphNodeInfo } from '../../../proto/api/graphs.ts';
import { Observable } from '../../base/observable.ts';
import type { Session } from '../../data/types.ts';
import type { Camera } from './camera.ts';
import { GraphAddress } from './graph-address.ts';
import { GraphChoices, isSameGraph } from './graph-choices.ts';
import { GraphClient } from './graph-client.ts';
import { GraphQuestions } from './graph-questions.ts';
import { NodeDetails } from './node-details.ts';
import { NodeNumbers } from './node-numbers.ts';
import type { MeasureText } from './node-size.ts';
import { SceneKeeper } from './scene-keeper.ts';
import { SceneLoader } from './scene-loader.ts';
import { isScope, scopesAround, type Scene } from './scene.ts';
import { arrangementOf, refOf, wantedOf } from './view-request.ts';

/**
 * What the graph dashboard shows, and how it comes about: the graphs there are, the chosen one, the view of its open
 * scopes with its layout, and the chosen node. What a colleague needs to see the same is in the page's address.
 */
export class GraphBrowser extends Observable {
  readonly #session: Session;
  readonly address: GraphAddress;
  readonly #client: GraphClient;
  /** What can be chosen. */
  readonly graphs: GraphChoices;
  readonly questions: GraphQuestions;
  readonly #scenes: SceneLoader;
  readonly #keeper: SceneKeeper;
  readonly #details: NodeDetails;
  #ends: (() => void)[] = [];
  #listing: AbortController | undefined;
  #loading: AbortController | undefined;
  /** What the scene was loaded for. */
  #sceneKey = '';
  /** What the paths of open scopes belong to. */
  #arrangement = '';
  /** Scopes that are to be open, those in closed ones too: they open again with them. */
  #open: readonly string[] = [];
  #reveal: string | undefined;

  /** What is drawn; stays while the next one is on its way. */
  scene: Scene | undefined;
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
    this.#client = new GraphClient(session.base);
    this.graphs = new GraphChoices(this.#client);
    this.questions = new GraphQuestions(this.#client, this.address, () => this.chosen);
    this.#scenes = new SceneLoader(this.#client, this.address, camera, measure);
    this.#keeper = new SceneKeeper(camera);
    this.#details = new NodeDetails(this.#client);
    this.#details.subscribe(() => this.changed());
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
    this.#details.stop();
    this.numbers.stop();
    this.#scenes.close();
  }

  /** The graph that the address names, or the first one when it names none. */
  get chosen(): GraphChoice | undefined {
    return this.graphs.find(this.address);
  }

  /** About the chosen node; about the one before while it is on its way. */
  get info(): GraphNodeInfo | undefined {
    return this.#details.info;
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
    this.#keeper.keep(found);
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
    this.#reveal = undefined;
    // Its members may be gone: the way back is at the series itself.
    this.select(series);
    this.address.regroup(series);
  }

  /** Chooses a node, opens the scopes around it, and brings it into sight. */
  reveal(path: string): void {
    this.#keeper.seek(path, this.scene?.nodeByPath.get(path)?.box);
    this.select(path);
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

  /** Tries again after an error. */
  retry(): void {
    this.#sceneKey = '';
    this.#details.forget();
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
    void this.#details.follow(refOf(this.address, chosen), selected);
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
    const isOther = this.scene === undefined || !isSameGraph(this.scene.choice, scene.choice);
    this.scene = scene;
    this.#noteOpen(scene.choice);
    this.isBusy = false;
    this.error = undefined;
    this.#keeper.show(scene, isOther, this.selected);
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

  #fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.error = error instanceof Error ? error.message : String(error);
    this.isBusy = false;
    this.#sceneKey = '';
    this.changed();
  }
}
