import type { RunsPatch, RunWords } from '../../proto/api/views.ts';
import type { runlight } from '../../proto/generated/live.js';
import { Observable } from '../base/observable.ts';
import { sendJson } from './http-client.ts';
import type * as contract from './types.ts';

export { VIEW_LIMITS } from '../../proto/api/views.ts';
export type ViewsUpdate = InstanceType<(typeof runlight)['live']['ViewsUpdate']>;

const NOTHING: RunWords = {};

/** What people have said about runs, and the views that they saved: the same on every page that is open. */
export class Views extends Observable implements contract.Views {
  readonly #url: string;
  readonly #wordsByRun = new Map<string, RunWords>();
  #saved: readonly contract.SavedView[] = [];
  #file = '';
  #readOnly = '';
  #isReady = false;
  #version = 0;

  /** @param url of the API, "/api/views" */
  constructor(url: string) {
    super();
    this.#url = url;
  }

  get saved(): readonly contract.SavedView[] {
    return this.#saved;
  }

  get file(): string {
    return this.#file;
  }

  get readOnly(): string {
    return this.#readOnly;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get version(): number {
    return this.#version;
  }

  get labels(): readonly string[] {
    return [...new Set([...this.#wordsByRun.values()].flatMap(({ labels }) => labels ?? []))].sort();
  }

  wordsOf(run: string): RunWords {
    return this.#wordsByRun.get(run) ?? NOTHING;
  }

  get colours(): readonly string[] {
    return [...this.#wordsByRun.values()].flatMap(({ colour }) => colour ?? []);
  }

  async change(patch: RunsPatch): Promise<void> {
    await sendJson('PATCH', `${this.#url}/runs`, patch);
  }

  async save(name: string, query: string, isDefault?: boolean): Promise<void> {
    const body = { query, ...(isDefault !== undefined && { isDefault }) };
    await sendJson('PUT', `${this.#url}/saved/${encodeURIComponent(name)}`, body);
  }

  async remove(name: string): Promise<void> {
    await sendJson('DELETE', `${this.#url}/saved/${encodeURIComponent(name)}`);
  }

  apply(update: ViewsUpdate): void {
    if (update.reset) this.#wordsByRun.clear();
    for (const { run, alias, colour, note, labels, hidden, archived } of update.runs) {
      const words: RunWords = {
        ...(alias && { alias }),
        ...(colour && { colour }),
        ...(note && { note }),
        ...(labels && labels.length > 0 && { labels }),
        ...(hidden && { hidden: true }),
        ...(archived && { archived: true }),
      };
      if (Object.keys(words).length > 0) this.#wordsByRun.set(run ?? '', words);
      else this.#wordsByRun.delete(run ?? '');
    }
    if (update.hasSaved) {
      this.#saved = update.saved.map(({ name, query, isDefault }) => ({
        name: name ?? '',
        query: query ?? '',
        isDefault: isDefault ?? false,
      }));
    }
    this.#file = update.file;
    this.#readOnly = update.readOnly;
    this.#isReady = true;
    this.#version++;
    this.changed();
  }
}
