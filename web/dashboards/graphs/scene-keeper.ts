import type { Camera } from './camera.ts';
import type { Box, Point } from './layout/layout-types.ts';
import { READABLE_SCALE } from './scene-loader.ts';
import type { Scene, SceneNode } from './scene.ts';

/** What of a scene decides where to look. */
export type Picture = Pick<Scene, 'width' | 'height' | 'nodeByPath'>;

/** Sees to it that the eye finds its place again when the picture changes: what was opened stays, what was sought shows. */
export class SceneKeeper {
  readonly #camera: Camera;
  /** A corner of the next picture, by node, that is to be where it was on the screen. */
  #anchor: { readonly path: string; readonly screen: Point } | undefined;
  /** A node of the next picture that is to be in sight. */
  #target: string | undefined;

  constructor(camera: Camera) {
    this.#camera = camera;
  }

  /** A node stays where it is on the screen in the next picture. */
  keep({ node, box }: SceneNode): void {
    this.#anchor = { path: node.path, screen: this.#camera.toScreen(box) };
    this.#target = undefined;
  }

  /** A node comes into sight, now if it has its place, and in the next picture. */
  seek(path: string, box: Box | undefined): void {
    this.#target = path;
    this.#anchor = undefined;
    if (box !== undefined) this.#camera.reveal(box);
  }

  /** Points the camera at a picture: at the node `around` of one of another graph that is too large to be seen whole. */
  show(scene: Picture, isOtherGraph: boolean, around: string | undefined): void {
    const camera = this.#camera;
    camera.setPicture(scene);
    const target = scene.nodeByPath.get(this.#target ?? '');
    if (isOtherGraph) {
      const first = target ?? scene.nodeByPath.get(around ?? '');
      if (camera.fitScale() >= READABLE_SCALE) camera.fit();
      else camera.frame(first?.box ?? { x: 0, y: 0, ...camera.picture }, READABLE_SCALE);
    } else {
      this.#putBack(scene);
      if (target) camera.reveal(target.box);
    }
    this.#anchor = undefined;
    this.#target = undefined;
  }

  #putBack({ nodeByPath }: Picture): void {
    const anchor = this.#anchor && nodeByPath.get(this.#anchor.path);
    if (!this.#anchor || !anchor) return;
    this.#camera.pin(anchor.box, this.#anchor.screen);
    // Its head was beyond the border when an open scope of which only the lower part showed is closed.
    const head = { ...anchor.box, height: anchor.headHeight };
    if (!this.#camera.sees(head)) this.#camera.reveal(head);
  }
}
