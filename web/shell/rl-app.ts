import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { formatInteger } from '../base/format.ts';
import { DASHBOARDS } from '../dashboards/registry.ts';
import { ObserveController } from '../data/observe-controller.ts';
import { countByPlugin, type PluginCount } from '../data/plugin-counts.ts';
import type { Dashboard, RunInfo, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import { theme } from '../theme/theme.ts';
import { styleProperties } from '../widgets/style-properties.ts';
import type { ValueChanged } from '../widgets/value-changed.ts';
import { listCommands, type FrameActions } from './commands.ts';
import { appStyles } from './app-styles.ts';
import { computeMainState, hasData, type MainState } from './main-state.ts';
import './rl-command-box.ts';
import './rl-connection-notice.ts';
import './rl-dashboard-outlet.ts';
import './rl-grouping.ts';
import './rl-main-message.ts';
import './rl-reading-bar.ts';
import './rl-resize-handle.ts';
import './rl-run-list.ts';
import './rl-saved-views.ts';
import './rl-settings.ts';
import './rl-shortcuts.ts';
import './rl-status-line.ts';
import { chooseNextTheme } from './rl-theme-button.ts';
import './rl-top-bar.ts';
import { RunListLayout } from './run-list-layout.ts';
import { SettingsPanelLayout } from './settings-panel-layout.ts';
import { changeSettingByKey } from './setting-keys.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { stepToCard } from './step-to-card.ts';
import { describeUnshown } from './unshown-kinds.ts';
import { applyWindowTitle } from './window-title.ts';

/** The whole page: top bar, run list, the active dashboard, status line. */
export class RlApp extends LitElement {
  static override properties = { session: { attribute: false }, dialog: { state: true } };
  static override styles = [sharedStyles, appStyles];

  declare session: Session;
  /** What is open above the page. */
  declare protected dialog: 'command' | 'views' | 'shortcuts' | 'grouping' | undefined;

  readonly #layout = new RunListLayout();
  readonly #settingsLayout = new SettingsPanelLayout();
  #endShortcuts: () => void = () => {};
  #state: MainState = { kind: 'connecting' };
  /** The dashboard that was shown last. */
  #shownId: string | undefined;
  #countedRuns: readonly RunInfo[] | undefined;
  #counts: ReadonlyMap<string, PluginCount> = new Map();

  constructor() {
    super();
    new ObserveController(
      this,
      this.#layout,
      this.#settingsLayout,
      () => this.session.catalogue,
      () => this.session.selection,
      () => this.session.status,
      () => this.session.view,
      () => this.session.views,
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#endShortcuts = listenToShortcuts((key, event) => this.#onShortcut(key, event));
    document.addEventListener('keydown', this.#onCommandKey);
    void applyWindowTitle(this.session.base);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#endShortcuts();
    document.removeEventListener('keydown', this.#onCommandKey);
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { catalogue, status, view, views } = this.session;
    theme.defineOwnColours(views.colours);
    if (this.#countedRuns !== catalogue.runs) {
      this.#countedRuns = catalogue.runs;
      this.#counts = countByPlugin(catalogue.runs);
    }
    this.#state = computeMainState({
      dashboards: DASHBOARDS,
      wantedId: view.get('dash'),
      previousId: this.#shownId,
      counts: this.#counts,
      isCatalogueReady: catalogue.isReady,
      status: status.value,
    });
    if (this.#state.kind === 'dashboard') this.#shownId = this.#state.dashboard.id;
  }

  protected override render(): unknown {
    const { session } = this;
    const { catalogue, selection } = session;
    const dashboard = this.#dashboard;
    const hasRunList = dashboard?.hasRunList === true && catalogue.runs.length > 0;
    const unshown = describeUnshown(this.#counts, DASHBOARDS);
    return html`<rl-top-bar
        role="banner"
        .session=${session}
        .dashboards=${this.#tabs}
        .activeId=${dashboard?.id ?? ''}
        .counts=${this.#counts}
        .runs=${hasRunList ? `${formatInteger(selection.drawn.length)}/${formatInteger(selection.available.length)}` : ''}
        .isRunListOpen=${this.#layout.isOpen}
        .areSettingsOpen=${this.#settingsLayout.isOpen}
        @runs-toggled=${() => this.#layout.toggle()}
        @settings-toggled=${() => this.#settingsLayout.toggle()}
        @command-wanted=${() => (this.dialog = 'command')}
        @views-wanted=${() => (this.dialog = 'views')}
        @shortcuts-wanted=${() => (this.dialog = 'shortcuts')}
      ></rl-top-bar>
      <div class="news">
        <rl-reading-bar .session=${session}></rl-reading-bar>
        <rl-connection-notice .session=${session}></rl-connection-notice>
      </div>
      ${hasRunList && this.#layout.isOpen ? this.#runList() : nothing}
      <main @grouping-wanted=${() => (this.dialog = 'grouping')}>
        ${
          this.#state.kind === 'dashboard'
            ? html`<rl-dashboard-outlet
                .session=${session}
                .dashboard=${this.#state.dashboard}
              ></rl-dashboard-outlet>`
            : html`<rl-main-message
                .session=${session}
                .state=${this.#state}
                .unshown=${unshown}
                .fallback=${this.#tabs[0]}
              ></rl-main-message>`
        }
      </main>
      ${
        this.#settingsLayout.isOpen
          ? html`<rl-settings
              role="region"
              aria-label="Settings"
              .session=${session}
              @collapsed=${() => this.#settingsLayout.toggle()}
            ></rl-settings>`
          : nothing
      }
      <rl-status-line
        role="contentinfo"
        .session=${session}
        .counts=${this.#counts}
        .unshown=${unshown}
      ></rl-status-line>
      ${this.#renderDialog()}`;
  }

  #renderDialog(): unknown {
    const close = (): void => (this.dialog = undefined);
    switch (this.dialog) {
      case 'command':
        return html`<rl-command-box
          .commands=${() => listCommands(this.session, this.#tabs, this.#actions)}
          @closed=${close}
        ></rl-command-box>`;
      case 'views':
        return html`<rl-saved-views .session=${this.session} @closed=${close}></rl-saved-views>`;
      case 'grouping':
        return html`<rl-grouping .session=${this.session} @closed=${close}></rl-grouping>`;
      case 'shortcuts':
        return html`<rl-shortcuts @closed=${close}></rl-shortcuts>`;
      case undefined:
        return nothing;
    }
  }

  readonly #actions: FrameActions = {
    toggleRunList: () => this.#layout.toggle(),
    toggleSettings: () => this.#settingsLayout.toggle(),
    showSavedViews: () => (this.dialog = 'views'),
    showGrouping: () => (this.dialog = 'grouping'),
    showShortcuts: () => (this.dialog = 'shortcuts'),
    copyLink: () => {
      const { origin, pathname } = location;
      void navigator.clipboard.writeText(`${origin}${pathname}?${this.session.view.query}`);
    },
  };

  #runList(): unknown {
    const layout = this.#layout;
    return html`<aside aria-label="Runs" ${styleProperties({ '--rl-runs': layout.widthStyle })}>
        <rl-run-list
          .session=${this.session}
          @collapsed=${() => layout.toggle()}
          @grouping-wanted=${() => (this.dialog = 'grouping')}
        ></rl-run-list>
        <rl-resize-handle
          label="Width of the run list"
          .width=${layout.widthPx}
          .min=${layout.minPx}
          .max=${layout.maxPx}
          @value-changed=${({ value }: ValueChanged<number>) => layout.resize(value)}
        ></rl-resize-handle>
      </aside>
      <div class="scrim" @click=${() => layout.toggle()}></div>`;
  }

  /** The active dashboard, with or without data. */
  get #dashboard(): Dashboard | undefined {
    return 'dashboard' in this.#state ? this.#state.dashboard : undefined;
  }

  /** Those with data, and the one that the URL asks for. */
  get #tabs(): readonly Dashboard[] {
    return DASHBOARDS.filter(
      (dashboard) => hasData(dashboard, this.#counts) || dashboard === this.#dashboard,
    );
  }

  /** Also while a field has the focus. */
  readonly #onCommandKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== 'k') return;
    event.preventDefault();
    this.dialog = 'command';
  };

  /** The key must not be typed into a field of the dialog. */
  #openDialog(dialog: NonNullable<RlApp['dialog']>, event: KeyboardEvent): void {
    event.preventDefault();
    this.dialog = dialog;
  }

  async #focusRunQuery(event: KeyboardEvent): Promise<void> {
    if (!this.#dashboard?.hasRunList) return;
    event.preventDefault();
    if (!this.#layout.isOpen) this.#layout.toggle();
    await this.updateComplete;
    this.renderRoot.querySelector('rl-run-list')?.focusQuery();
  }

  #stepToCard(step: 1 | -1): void {
    const dashboard = this.renderRoot.querySelector('rl-dashboard-outlet');
    if (dashboard) stepToCard(dashboard, step);
  }

  #focusTagFilter(event: KeyboardEvent): void {
    if (this.renderRoot.querySelector('rl-dashboard-outlet')?.focusFilter()) event.preventDefault();
  }

  #onShortcut(key: string, event: KeyboardEvent): void {
    const tab = /^[1-9]$/.test(key) ? this.#tabs[Number(key) - 1] : undefined;
    if (tab) this.session.view.set('dash', tab.id, { push: true });
    else if (key === '[' && this.#dashboard?.hasRunList) this.#layout.toggle();
    else if (key === ']') this.#settingsLayout.toggle();
    else if (key === 'Shift+T') chooseNextTheme();
    else if (key === '?') this.#openDialog('shortcuts', event);
    else if (key === 'v') this.#openDialog('views', event);
    else if (key === 'g' && this.#dashboard?.id === 'scalars') this.#openDialog('grouping', event);
    else if (key === 'c') this.#actions.copyLink();
    else if (key === '.') this.session.live.isPaused = !this.session.live.isPaused;
    else if (key === 'r') void this.#focusRunQuery(event);
    else if (changeSettingByKey(this.session.settings, key)) return;
    else if (key === '/') this.#focusTagFilter(event);
    else if (key === 'j' || key === 'k') this.#stepToCard(key === 'j' ? 1 : -1);
    else if (key === 'Escape' && this.#layout.isDrawer && this.#layout.isOpen) this.#layout.toggle();
    else if (key === 'Escape' && this.#settingsLayout.isOpen) this.#settingsLayout.toggle();
    else if (key === 'Escape') this.session.selection.endIsolation();
  }
}
customElements.define('rl-app', RlApp);

declare global {
  interface HTMLElementTagNameMap {
    'rl-app': RlApp;
  }
}
