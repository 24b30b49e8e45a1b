import { css, html, LitElement, nothing } from 'lit';
import type { Dashboard, Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-empty.ts';
import '../widgets/rl-icon.ts';
import '../widgets/rl-progress.ts';
import type { MainState } from './main-state.ts';

const FIRST_LINES = `w = SummaryWriter("runs/first")
w.add_scalar("loss", value, step)`;

/** What stands in the main area while there is no chart to show. */
export class RlMainMessage extends LitElement {
  static override properties = {
    session: { attribute: false },
    state: { attribute: false },
    unshown: { attribute: false },
    fallback: { attribute: false },
    isCopied: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex: 1;
        overflow: auto;
      }
      pre {
        margin: 0;
        padding: 8px 10px;
        border-radius: var(--rl-r2);
        background: var(--rl-sunken);
        color: var(--rl-text);
        font: var(--rl-t-small) / 18px var(--rl-mono);
        overflow-x: auto;
      }
    `,
  ];

  declare session: Session;
  declare state: Exclude<MainState, { kind: 'dashboard' }>;
  /** Data that no dashboard shows: ["12 images"]. */
  declare unshown: readonly string[];
  /** Where to send somebody who asked for a dashboard that does not exist. */
  declare fallback: Dashboard | undefined;
  declare protected isCopied: boolean;

  constructor() {
    super();
    this.isCopied = false;
  }

  protected override render(): unknown {
    const logdir = this.session.status.value?.logdir ?? '';
    switch (this.state.kind) {
      case 'connecting':
        return html`<rl-empty heading="Connecting to the server">
          <rl-progress label="Connecting"></rl-progress>
        </rl-empty>`;
      case 'reading':
        return html`<rl-empty heading="Reading ${logdir}">
          <p>The first chart appears here by itself, as soon as some of its data is read.</p>
        </rl-empty>`;
      case 'no-logdir':
        return html`<rl-empty heading="${logdir} does not exist yet">
          <p>Runlight waits for it. The first chart appears here by itself, once a job writes there.</p>
          ${this.#firstLines()}
        </rl-empty>`;
      case 'no-files':
        return html`<rl-empty heading="No events files in ${logdir} yet">
          <p>Runlight keeps looking. The first chart appears here by itself, once a job writes.</p>
          ${this.#firstLines()}
        </rl-empty>`;
      case 'no-data':
        return html`<rl-empty heading="Nothing for ${this.state.dashboard.title} in these logs yet">
          <p>It appears here by itself, once a job writes it.</p>
          ${
            this.unshown.length > 0
              ? html`<p>
                  These logs hold ${this.unshown.join(', ')}: not shown yet. They were read and counted, but
                  this version has no dashboard for them.
                </p>`
              : nothing
          }
        </rl-empty>`;
      case 'unknown':
        return html`<rl-empty heading="There is no dashboard “${this.state.id}”">
          <p>The link may come from another version of Runlight.</p>
          ${this.fallback ? this.#openFallback(this.fallback) : nothing}
        </rl-empty>`;
    }
  }

  #firstLines(): unknown {
    return html`<pre tabindex="0">${FIRST_LINES}</pre>
      <button slot="actions" type="button" class="button" @click=${this.#copy}>
        <rl-icon name="copy"></rl-icon>${this.isCopied ? 'Copied' : 'Copy'}
      </button>`;
  }

  #openFallback({ id, title }: Dashboard): unknown {
    return html`<button
      slot="actions"
      type="button"
      class="button primary"
      @click=${() => this.session.view.set('dash', id, { push: true })}
    >
      Open ${title}
    </button>`;
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(FIRST_LINES);
    this.isCopied = true;
  }
}
customElements.define('rl-main-message', RlMainMessage);

declare global {
  interface HTMLElementTagNameMap {
    'rl-main-message': RlMainMessage;
  }
}
