import { css, html, LitElement, nothing } from 'lit';
import { formatCount } from '../base/format.ts';
import type { PluginCount } from '../data/plugin-counts.ts';
import type { Dashboard, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon.ts';
import '../widgets/rl-icon-button.ts';
import './rl-live-chip.ts';
import './rl-mark.ts';
import './rl-theme-button.ts';

/** The key that goes with others: what the machine calls it. */
const META = /Mac|iP(?:hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl';

/**
 * The top bar. Fires `runs-toggled` from the button that stands for the run list on a narrow page, `settings-toggled`,
 * `command-wanted`, `views-wanted` and `shortcuts-wanted`.
 */
export class RlTopBar extends LitElement {
  static override properties = {
    session: { attribute: false },
    dashboards: { attribute: false },
    activeId: {},
    counts: { attribute: false },
    runs: {},
    isRunListOpen: { type: Boolean },
    areSettingsOpen: { type: Boolean },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--rl-s1);
        height: var(--rl-topbar);
        padding: 0 var(--rl-s3) 0 var(--rl-s4);
        border-bottom: 1px solid var(--rl-border);
        background: var(--rl-panel);
        white-space: nowrap;
      }
      h1 {
        display: flex;
        align-items: center;
        gap: var(--rl-s2);
        padding-right: var(--rl-s3);
        font-size: var(--rl-t-base);
        font-weight: var(--rl-w-strong);
        letter-spacing: -0.005em;
      }
      nav {
        display: flex;
        align-self: stretch;
        min-width: 0;
        margin-left: var(--rl-s1);
        overflow-x: auto;
        scrollbar-width: none;
      }
      a {
        position: relative;
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 0 10px;
        color: var(--rl-text-2);
        font-size: var(--rl-t-base);
        text-decoration: none;
      }
      a:focus-visible {
        outline-offset: -3px;
      }
      a small {
        color: var(--rl-text-3);
        font-size: var(--rl-t-small);
      }
      a:hover {
        color: var(--rl-text);
      }
      a[aria-selected='true'] {
        color: var(--rl-text);
        font-weight: var(--rl-w-strong);
      }
      a[aria-selected='true'] small {
        font-weight: var(--rl-w-normal);
      }
      a[aria-selected='true']::after {
        content: '';
        position: absolute;
        right: 10px;
        bottom: 0;
        left: 10px;
        height: 2px;
        border-radius: 1px 1px 0 0;
        background: var(--rl-accent);
      }
      .find {
        display: flex;
        align-items: center;
        gap: 8px;
        flex: 0 1 250px;
        min-width: 28px;
        height: var(--rl-control);
        margin: 0 var(--rl-s2);
        padding: 0 5px 0 8px;
        border: 1px solid var(--rl-control-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        color: var(--rl-text-3);
        font-size: var(--rl-t-body);
        overflow: hidden;
      }
      .find span {
        flex: 1;
        text-align: left;
      }
      .separator {
        width: 1px;
        height: 20px;
        background: var(--rl-border);
      }
      .runs {
        display: none;
        padding: 0 8px;
      }
      .runs[aria-expanded='false'] {
        display: inline-flex;
      }
      @media (max-width: 1300px) {
        a small {
          display: none;
        }
      }
      @media (max-width: 1000px) {
        .runs {
          display: inline-flex;
        }
        h1 span,
        .find span,
        .find kbd,
        .help,
        .separator {
          display: none;
        }
        h1 {
          padding-right: 4px;
        }
        .find {
          flex: none;
          margin: 0;
          border: 0;
          background: none;
          color: inherit;
        }
        a {
          padding: 0 8px;
        }
        a[aria-selected='true']::after {
          right: 8px;
          left: 8px;
        }
      }
    `,
  ];

  declare session: Session;
  /** Those that have data, and the active one. */
  declare dashboards: readonly Dashboard[];
  declare activeId: string;
  declare counts: ReadonlyMap<string, PluginCount>;
  /** Drawn of all: "19/20"; empty where there is no run list. */
  declare runs: string;
  declare isRunListOpen: boolean;
  declare areSettingsOpen: boolean;

  protected override render(): unknown {
    return html`<h1><rl-mark></rl-mark><span>Runlight</span></h1>
      ${
        this.runs
          ? html`<button
              type="button"
              class="button runs"
              aria-expanded=${this.isRunListOpen}
              @click=${this.#tell('runs-toggled')}
            >
              <rl-icon name="panel"></rl-icon> Runs <span class="faint">${this.runs}</span>
            </button>`
          : nothing
      }
      <nav role="tablist" aria-label="Dashboards" @keydown=${this.#onKeyDown}>
        ${this.dashboards.map((dashboard) => this.#tab(dashboard))}
      </nav>
      <span class="grow"></span>
      <button
        type="button"
        class="find"
        aria-keyshortcuts="Control+K Meta+K"
        @click=${this.#tell('command-wanted')}
      >
        <rl-icon name="search"></rl-icon><span>Tag, run or command</span><kbd>${META} K</kbd>
      </button>
      <rl-live-chip .session=${this.session}></rl-live-chip>
      <span class="separator"></span>
      <rl-icon-button
        icon="bookmark"
        label="Saved views (V)"
        @click=${this.#tell('views-wanted')}
      ></rl-icon-button>
      <rl-theme-button></rl-theme-button>
      <rl-icon-button
        icon="settings"
        label="Settings (])"
        .expanded=${this.areSettingsOpen}
        @click=${this.#tell('settings-toggled')}
      ></rl-icon-button>
      <rl-icon-button
        icon="help"
        class="help"
        label="Keyboard (?)"
        @click=${this.#tell('shortcuts-wanted')}
      ></rl-icon-button>`;
  }

  #tab({ id, title, plugins, hasRunList }: Dashboard): unknown {
    const isActive = id === this.activeId;
    const tags = plugins.reduce((sum, plugin) => sum + (this.counts.get(plugin)?.tags ?? 0), 0);
    return html`<a
      role="tab"
      href=${this.session.view.linkWith('dash', id)}
      aria-selected=${isActive}
      tabindex=${isActive ? 0 : -1}
      @click=${(event: MouseEvent) => this.#open(event, id)}
      >${title}
      ${hasRunList && tags > 0 ? html`<small title="Tags">${formatCount(tags)}</small>` : nothing}</a
    >`;
  }

  /** A click with a modifier or another button opens the link in another tab, as links do. */
  #open(event: MouseEvent, id: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.session.view.set('dash', id, { push: true });
  }

  #onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const tabs = [...this.renderRoot.querySelectorAll('a')];
    const index = tabs.indexOf(event.target as HTMLAnchorElement);
    tabs[(index + step + tabs.length) % tabs.length]?.focus();
    event.preventDefault();
  }

  #tell(what: string): () => void {
    return () => this.dispatchEvent(new Event(what));
  }
}
customElements.define('rl-top-bar', RlTopBar);

declare global {
  interface HTMLElementTagNameMap {
    'rl-top-bar': RlTopBar;
  }
}
