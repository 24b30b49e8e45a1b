import type { GraphLayout, LayoutRequest } from './layout/layout-types.ts';
import type { LayoutResult, LayoutTask } from './layout/layout-worker.ts';

/** Lays out graphs in a worker, which starts with the first one. */
export class LayoutClient {
  #worker: Worker | undefined;
  #lastId = 0;

  /** Throws the signal's reason when it aborts, or an error that says why there is no layout. */
  layout(request: LayoutRequest, signal: AbortSignal): Promise<GraphLayout> {
    const worker = this.#worker ?? this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        worker.removeEventListener('message', onMessage);
        worker.removeEventListener('error', onError);
        signal.removeEventListener('abort', onAbort);
      };
      const onMessage = ({ data }: MessageEvent<LayoutResult>): void => {
        if (data.id !== id) return;
        end();
        if ('layout' in data) resolve(data.layout);
        else reject(new Error(data.error));
      };
      const onError = (event: ErrorEvent): void => {
        end();
        reject(new Error(event.message || 'The layout worker could not be started.'));
      };
      const onAbort = (): void => {
        end();
        worker.postMessage({ id } satisfies LayoutTask);
        reject(signal.reason as Error);
      };
      worker.addEventListener('message', onMessage);
      worker.addEventListener('error', onError);
      signal.addEventListener('abort', onAbort);
      worker.postMessage({ id, request } satisfies LayoutTask);
    });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./layout/layout-worker.ts', import.meta.url), { type: 'module' });
    this.#worker = worker;
    return worker;
  }
}
