import type { GraphChoice } from '../../../proto/api/graphs.ts';
import type { Camera } from './camera.ts';
import type { GraphAddress } from './graph-address.ts';
import type { GraphClient } from './graph-client.ts';
import { LayoutClient } from './layout-client.ts';
import { layoutRequest } from './layout-request.ts';
import type { MeasureText } from './node-size.ts';
import { buildScene, type Scene } from './scene.ts';
import { refOf, wantedOf } from './view-request.ts';

/** Scale at which the smallest names are 10 px high: the first look at a graph is no smaller. */
export const READABLE_SCALE = 10 / 11.5;
/** At first, scopes are opened as long as no more than this is to be seen. */
const MAX_FIRST_NODES = 30;
const MAX_FIRST_SCOPES = 12;

/** A scene, and the scopes that are to be open, those in closed ones too: they open again with them. */
export interface LoadedScene {
  readonly scene: Scene;
  readonly open: readonly string[];
}

/** Asks the server what is visible and lays it out. Throws what GraphClient and LayoutClient throw. */
export class SceneLoader {
  readonly #client: GraphClient;
  readonly #address: GraphAddress;
  readonly #camera: Camera;
  readonly #measure: MeasureText;
  readonly #layouts = new LayoutClient();

  constructor(client: GraphClient, address: GraphAddress, camera: Camera, measure: MeasureText) {
    this.#client = client;
    this.#address = address;
    this.#camera = camera;
    this.#measure = measure;
  }

  /** @param reveal Path of a node that must be visible. */
  async load(
    choice: GraphChoice,
    open: readonly string[],
    reveal: string | undefined,
    signal: AbortSignal,
  ): Promise<LoadedScene> {
    const wanted = { open: [...open], ...wantedOf(this.#address, reveal) };
    const view = await this.#client.view(refOf(this.#address, choice), wanted, signal);
    const { direction } = this.#address;
    const request = layoutRequest(view, choice.kind === 'conceptual', this.#measure, direction);
    const scene = buildScene(choice, view, request, await this.#layouts.layout(request, signal));
    const opened = view.nodes.filter((node) => node.open).map(({ path }) => path);
    return { scene, open: [...new Set([...open, ...opened])] };
  }

  /** What is seen of a graph at first: its root, and as many root scopes open as can be read at a glance. */
  async loadFirst(
    choice: GraphChoice,
    reveal: string | undefined,
    signal: AbortSignal,
  ): Promise<LoadedScene> {
    let loaded = await this.load(choice, [], reveal, signal);
    const closed = loaded.scene.view.nodes.filter((node) => node.kind === 'scope' && !node.open);
    if (loaded.open.length > 0 || closed.length > MAX_FIRST_SCOPES) return loaded;
    for (const { path } of closed) {
      const more = await this.load(choice, [...loaded.open, path], reveal, signal);
      const isSmall = more.scene.nodes.length <= MAX_FIRST_NODES;
      if (isSmall && this.#camera.fitScale(more.scene) >= READABLE_SCALE) loaded = more;
    }
    return loaded;
  }

  close(): void {
    this.#layouts.close();
  }
}
