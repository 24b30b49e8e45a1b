import { layoutGraph, type LevelCache } from './layout-graph.ts';
import type { GraphLayout, LayoutRequest } from './layout-types.ts';

/** To the worker: a request, or that the one with this number is no longer wanted. */
export type LayoutTask =
  | { readonly id: number; readonly request: LayoutRequest }
  | { readonly id: number; readonly request?: undefined };

/** From the worker. Nothing comes for what was given up. */
export type LayoutResult =
  { readonly id: number; readonly layout: GraphLayout } | { readonly id: number; readonly error: string };

const cache: LevelCache = new Map();
const wanted = new Set<number>();

/** Given up between two levels. */
class GivenUp extends Error {}

/** Work between two looks at the messages. */
const STINT_MS = 20;

async function arrange(id: number, request: LayoutRequest): Promise<void> {
  let lastLook = performance.now();
  try {
    const layout = await layoutGraph(request, cache, async () => {
      if (performance.now() - lastLook < STINT_MS) return;
      // A turn of the event loop, in which the message that gives this up can arrive.
      await new Promise((resolve) => setTimeout(resolve));
      lastLook = performance.now();
      if (!wanted.has(id)) throw new GivenUp();
    });
    postMessage({ id, layout } satisfies LayoutResult);
  } catch (error) {
    if (!(error instanceof GivenUp)) postMessage({ id, error: String(error) } satisfies LayoutResult);
  } finally {
    wanted.delete(id);
  }
}

addEventListener('message', ({ data: { id, request } }: MessageEvent<LayoutTask>) => {
  if (request === undefined) {
    wanted.delete(id);
    return;
  }
  wanted.add(id);
  void arrange(id, request);
});
