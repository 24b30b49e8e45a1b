import { CardChoices } from './card-choices.ts';
import { Catalogue } from './catalogue.ts';
import { LiveConnection } from './live-connection.ts';
import { RunSelection } from './run-selection.ts';
import { RunValues } from './run-values.ts';
import { Settings } from './settings.ts';
import { Status } from './status.ts';
import type * as contract from './types.ts';
import { Views } from './views.ts';
import { ViewState, windowAddressBar } from './view-state.ts';

const RELOADED_KEY = 'runlight-reloaded-for';

/** Joins the parts of the page's state and connects. `pageVersion` is that of the package this page was built from. */
export function startSession(pageVersion: string): contract.Session {
  // The page may be served under any path prefix.
  const base = new URL('./', location.href);
  const catalogue = new Catalogue();
  const status = new Status();
  const view = new ViewState(windowAddressBar());
  const isBare = view.isBare;
  const settings = new Settings(
    view,
    storageIfAllowed(() => localStorage),
  );
  const cards = new CardChoices(view);
  const values = new RunValues(`${base.pathname}api/scalars/values`, catalogue, status);
  const storage = storageIfAllowed(() => localStorage);
  const views = new Views(`${base.pathname}api/views`);
  if (isBare) openDefault(views, view);
  const selection = new RunSelection({ catalogue, view, status, values, views, settings, storage });
  const socketUrl = new URL('api/live', base);
  socketUrl.protocol = base.protocol === 'https:' ? 'wss:' : 'ws:';
  const live = new LiveConnection({
    openSocket: () => new WebSocket(socketUrl),
    catalogue,
    status,
    views,
    onServerVersion: (version) => {
      if (version !== pageVersion) reloadOnce(version ?? 'other protocol');
    },
  });
  live.start();
  // Both mean that the next try is likely to succeed.
  addEventListener('online', () => live.retryNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') live.retryNow();
  });
  return { live, catalogue, selection, values, view, settings, cards, status, views, base: base.pathname };
}

/** The bare address shows the view that was saved as the default, once it is known. */
function openDefault(views: contract.Views, view: contract.ViewState): void {
  const end = views.subscribe(() => {
    end();
    const saved = views.saved.find(({ isDefault }) => isDefault);
    if (saved) view.open(saved.query);
  });
}

/** The server was updated while the page was open. Once for each version: a cache in between must not make a loop. */
function reloadOnce(version: string): void {
  const storage = storageIfAllowed(() => sessionStorage);
  if (!storage || storage.getItem(RELOADED_KEY) === version) return;
  storage.setItem(RELOADED_KEY, version);
  location.reload();
}

function storageIfAllowed(open: () => Storage): Storage | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}
