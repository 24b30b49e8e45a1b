import type { RunWords } from '../../proto/api/views.ts';
import type { runlight } from '../../proto/generated/live.js';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from '../live/live-topic.ts';
import { NO_VIEWS, type Views } from './views.ts';
import type { ViewsStore } from './views-store.ts';

/** Tells a page of words on runs and of saved views: all at first, then what has changed. */
class ViewsTopic implements LiveTopic {
  readonly #id: number;
  readonly #store: ViewsStore;
  #sent: { readonly views: Views; readonly readOnly: string | undefined } | undefined;

  constructor(id: number, store: ViewsStore) {
    this.#id = id;
    this.#store = store;
  }

  /** Connections ask several times a second, whatever has changed. */
  concerns(): boolean {
    return this.#sent?.views !== this.#store.views || this.#sent.readOnly !== this.#store.readOnly;
  }

  next(): ServerMessage | undefined {
    if (!this.concerns()) return undefined;
    const { views, readOnly, path } = this.#store;
    const before = this.#sent?.views ?? NO_VIEWS;
    const reset = this.#sent === undefined;
    const hasSaved = reset || views.saved !== before.saved;
    this.#sent = { views, readOnly };
    return {
      views: {
        id: this.#id,
        reset,
        runs: changedRuns(views, before),
        saved: hasSaved ? savedViews(views) : [],
        hasSaved,
        file: path ?? '',
        readOnly: readOnly ?? '',
      },
    };
  }
}

/** Makes the topics that tell of words on runs and of saved views. */
export function viewsTopics(store: ViewsStore): LiveTopicFactory {
  return (id, { views }) => (views ? new ViewsTopic(id, store) : undefined);
}

function changedRuns(now: Views, before: Views): runlight.live.RunWords.$Properties[] {
  const changed: runlight.live.RunWords.$Properties[] = [];
  for (const [run, words] of now.runs) if (before.runs.get(run) !== words) changed.push(wordsOf(run, words));
  for (const run of before.runs.keys()) if (!now.runs.has(run)) changed.push({ run });
  return changed;
}

function wordsOf(run: string, words: RunWords): runlight.live.RunWords.$Properties {
  return { run, ...words, labels: words.labels ?? [] };
}

function savedViews({ saved }: Views): runlight.live.SavedView.$Properties[] {
  return [...saved]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, view]) => ({ name, ...view, isDefault: view.isDefault ?? false }));
}
