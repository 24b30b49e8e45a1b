import { escapePattern } from '../base/escape-pattern.ts';
import { DASHBOARDS } from '../dashboards/registry.ts';
import { AXES, SETTINGS } from '../data/setting-list.ts';
import { listTags } from '../data/tag-index.ts';
import type { Dashboard, Session } from '../data/types.ts';
import { theme } from '../theme/theme.ts';

/** What the command box finds. */
export interface Command {
  readonly kind: 'Dashboard' | 'View' | 'Command' | 'Run' | 'Tag';
  readonly label: string;
  /** The key that does the same; empty when there is none. */
  readonly key: string;
  readonly run: () => void;
}

/** What the page's frame can do. */
export interface FrameActions {
  readonly toggleRunList: () => void;
  readonly toggleSettings: () => void;
  readonly showSavedViews: () => void;
  readonly showGrouping: () => void;
  readonly showShortcuts: () => void;
  readonly copyLink: () => void;
}

/** Keys of the view for the filter by tag of dashboards that have one. */
const FILTER_KEYS: Readonly<Record<string, string>> = {
  scalars: 'tagFilter',
  histograms: 'tagFilter',
  distributions: 'tagFilter',
};

const AXIS_NAMES: Readonly<Record<(typeof AXES)[number], string>> = {
  step: 'step',
  relative: 'relative time',
  wall: 'wall time',
  relative_step: 'relative step',
  tag: 'another tag',
};

/** Everything that can be found and done, dashboards and commands first. `tabs` are the dashboards with data. */
export function* listCommands(
  session: Session,
  tabs: readonly Dashboard[],
  actions: FrameActions,
): Generator<Command> {
  const { selection, settings, live, view, views } = session;
  for (const [index, { id, title }] of tabs.entries()) {
    const run = (): void => view.set('dash', id, { push: true });
    yield { kind: 'Dashboard', label: title, key: String(index + 1), run };
  }
  for (const { name, query } of views.saved) {
    yield { kind: 'View', label: name, key: '', run: () => view.open(query, { push: true }) };
  }
  const command = (label: string, run: () => void, key = ''): Command => ({
    kind: 'Command',
    label,
    key,
    run,
  });
  yield command('Save or open a view…', actions.showSavedViews);
  yield command('Copy the link to this view', actions.copyLink, 'C');
  yield command('Group runs…', actions.showGrouping, 'G');
  yield command('Show or hide the run list', actions.toggleRunList, '[');
  yield command('Open the settings', actions.toggleSettings, ']');
  yield command('Show the keys', actions.showShortcuts, '?');
  yield command('Draw all runs', () => selection.setMatching('', true));
  yield command('Draw no run', () => selection.setMatching('', false));
  yield command(live.isPaused ? 'Go on live' : 'Pause live', () => (live.isPaused = !live.isPaused), '.');
  for (const choice of ['system', 'light', 'dark'] as const) {
    const name = choice === 'system' ? 'as the system' : choice;
    yield command(`Theme: ${name}`, () => theme.choose(choice), choice === 'system' ? 'Shift T' : '');
  }
  for (const axis of AXES) {
    if (axis !== 'tag') yield command(`Axis: ${AXIS_NAMES[axis]}`, () => settings.set(SETTINGS.axis, axis));
  }
  for (const scale of ['linear', 'log', 'symlog'] as const) {
    yield command(`Value scale: ${scale}`, () => settings.set(SETTINGS.yScale, scale));
  }
  const isFolded = settings.get(SETTINGS.foldRuns);
  yield command(isFolded ? 'Unfold parts of runs' : 'Fold parts of runs', () =>
    settings.set(SETTINGS.foldRuns, !isFolded),
  );
  const isSafe = settings.get(SETTINGS.palette) === 'safe';
  yield command(isSafe ? 'Run colours: all 24' : 'Run colours: colour-blind safe', () =>
    settings.set(SETTINGS.palette, isSafe ? 'full' : 'safe'),
  );
  yield command('Reset all settings', () => settings.reset());
  yield* listTagCommands(session);
  for (const run of selection.available) {
    yield { kind: 'Run', label: selection.labelOf(run), key: '', run: () => selection.isolate(run) };
  }
}

/** A tag shows the card of its name, on the dashboard that it is for. */
function* listTagCommands({ catalogue, view }: Session): Generator<Command> {
  for (const { id, title, plugins } of DASHBOARDS) {
    const filterKey = FILTER_KEYS[id];
    if (filterKey === undefined) continue;
    for (const tag of plugins.flatMap((plugin) => listTags(plugin, catalogue.runs))) {
      const run = (): void => {
        view.set('dash', id, { push: true });
        view.set(filterKey, escapePattern(tag));
      };
      yield { kind: 'Tag', label: tag, key: title, run };
    }
  }
}
