import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-icon-button.ts';
import { buildSafeHtml } from './safe-html.ts';

const GAP_PX = 4;

/** An (i), and what it tells: a description from a log, as HTML that is not trusted. */
export class RlInfo extends LitElement {
  static override properties = { label: {}, content: {} };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        flex: none;
      }
      .panel {
        position: fixed;
        inset: auto;
        max-width: min(380px, calc(100vw - 16px));
        max-height: min(320px, calc(100vh - 16px));
        margin: 0;
        padding: 10px 14px;
        border: 0;
        border-radius: var(--rl-r3);
        background: var(--rl-tip);
        box-shadow: var(--rl-shadow-3);
        color: var(--rl-text);
        font-size: var(--rl-t-body);
        font-weight: var(--rl-w-normal);
        line-height: 18px;
        overflow: auto;
        overflow-wrap: anywhere;
        user-select: text;
      }
      .panel :is(p, ul, ol, pre, table, blockquote) {
        margin: 0 0 8px;
      }
      .panel :is(h1, h2, h3, h4, h5, h6) {
        margin: 0 0 6px;
        font-size: var(--rl-t-base);
        font-weight: var(--rl-w-strong);
      }
      .panel > :last-child {
        margin-bottom: 0;
      }
      .panel :is(ul, ol) {
        padding-left: 18px;
        list-style: revert;
      }
      .panel :is(code, pre) {
        font: var(--rl-t-small) var(--rl-mono);
      }
      .panel a {
        color: var(--rl-accent);
      }
      .panel :is(td, th) {
        padding: 1px 8px 1px 0;
        text-align: left;
      }
    `,
  ];

  /** What the button does: "Description of loss". */
  declare label: string;
  /** HTML. */
  declare content: string;

  protected override render(): unknown {
    return html`<rl-icon-button
        small
        icon="info"
        .label=${this.label}
        @click=${this.#toggle}
      ></rl-icon-button>
      <div class="panel" popover="auto" role="note" aria-label=${this.label}></div>`;
  }

  readonly #toggle = (): void => {
    const panel = this.renderRoot.querySelector('.panel') as HTMLElement;
    panel.replaceChildren(buildSafeHtml(this.content));
    panel.togglePopover();
    const button = this.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = button.bottom + GAP_PX;
    panel.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, button.left))}px`;
    panel.style.top = `${below + height > innerHeight ? Math.max(8, button.top - GAP_PX - height) : below}px`;
  };
}
customElements.define('rl-info', RlInfo);

declare global {
  interface HTMLElementTagNameMap {
    'rl-info': RlInfo;
  }
}
