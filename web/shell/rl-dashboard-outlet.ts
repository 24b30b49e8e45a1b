import { css, html, LitElement, type PropertyValues } from 'lit';
import type { Dashboard, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-empty.ts';

/** Loads a dashboard's code when it is first wanted, and holds its element. */
export class RlDashboardOutlet extends LitElement {
  static override properties = {
    session: { attribute: false },
    dashboard: { attribute: false },
    content: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-width: 0;
        min-height: 0;
      }
      :host > * {
        flex: 1;
        min-width: 0;
        min-height: 0;
      }
      :host > rl-empty {
        flex: none;
      }
    `,
  ];

  declare session: Session;
  declare dashboard: Dashboard;
  /** The dashboard's element, "failed", or undefined while its code is on the way. */
  declare protected content: Element | 'failed' | undefined;

  /** Puts the caret into the filter by tag; false when the dashboard has none. */
  focusFilter(): boolean {
    const { content } = this;
    const root = content instanceof Element ? content.shadowRoot : null;
    // It may stand in a toolbar of its own.
    const toolbars = [...(root?.querySelectorAll('*') ?? [])].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const filter = [...(root ? [root] : []), ...toolbars]
      .map((each) => each.querySelector<HTMLElement>('rl-tag-filter'))
      .find((found) => found !== null);
    filter?.focus();
    return filter !== undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('dashboard')) void this.#load(this.dashboard);
  }

  protected override render(): unknown {
    if (this.content !== 'failed') return this.content;
    return html`<rl-empty heading="${this.dashboard.title} could not be loaded">
      <p>The server did not send this dashboard’s code. It may have been updated or stopped.</p>
      <button slot="actions" type="button" class="button primary" @click=${() => location.reload()}>
        Load the page again
      </button>
    </rl-empty>`;
  }

  async #load(dashboard: Dashboard): Promise<void> {
    this.content = undefined;
    let content: Element | 'failed';
    try {
      await dashboard.load();
      content = Object.assign(document.createElement(dashboard.element), { session: this.session });
    } catch (error) {
      reportError(error);
      content = 'failed';
    }
    // Another one may be wanted by now.
    if (dashboard === this.dashboard) this.content = content;
  }
}
customElements.define('rl-dashboard-outlet', RlDashboardOutlet);

declare global {
  interface HTMLElementTagNameMap {
    'rl-dashboard-outlet': RlDashboardOutlet;
  }
}
