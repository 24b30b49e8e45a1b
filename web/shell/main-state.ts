import type { PluginCount } from '../data/plugin-counts.ts';
import type { Dashboard, StatusUpdate } from '../data/types.ts';

/** What the main area shows, and why. */
export type MainState =
  | { readonly kind: 'dashboard'; readonly dashboard: Dashboard }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'unknown'; readonly id: string }
  | { readonly kind: 'no-logdir' | 'no-files' | 'reading' | 'no-data'; readonly dashboard: Dashboard };

export interface MainInputs {
  readonly dashboards: readonly Dashboard[];
  /** What the URL asks for. */
  readonly wantedId: string | undefined;
  /** What was shown before, which stays when the URL asks for nothing: a tab must not switch by itself. */
  readonly previousId: string | undefined;
  readonly counts: ReadonlyMap<string, PluginCount>;
  readonly isCatalogueReady: boolean;
  readonly status: StatusUpdate | undefined;
}

export function computeMainState(inputs: MainInputs): MainState {
  const { dashboards, wantedId, previousId, counts, isCatalogueReady, status } = inputs;
  const withData = dashboards.filter((dashboard) => hasData(dashboard, counts));
  const dashboard =
    wantedId === undefined
      ? (withData.find(({ id }) => id === previousId) ?? withData[0] ?? dashboards[0])
      : dashboards.find(({ id }) => id === wantedId);
  if (!dashboard) return { kind: 'unknown', id: wantedId ?? '' };
  if (!isCatalogueReady) return { kind: 'connecting' };
  if (withData.includes(dashboard)) return { kind: 'dashboard', dashboard };
  if (status && !status.logdirExists) return { kind: 'no-logdir', dashboard };
  if (status?.caughtUp) return { kind: status.files === 0 ? 'no-files' : 'no-data', dashboard };
  return { kind: 'reading', dashboard };
}

export function hasData(dashboard: Dashboard, counts: ReadonlyMap<string, PluginCount>): boolean {
  return dashboard.plugins.some((plugin) => counts.has(plugin));
}
