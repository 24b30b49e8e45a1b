import { css, html, LitElement } from 'lit';

/** The mark: a falling curve whose newest point is lit. The same lit point ends each live line. */
export class RlMark extends LitElement {
  static override styles = css`
    :host {
      display: block;
      width: 22px;
      height: 16px;
    }
    svg {
      display: block;
    }
    path {
      fill: none;
      stroke: var(--rl-text);
      stroke-width: 1.9;
      stroke-linecap: round;
    }
    circle {
      fill: var(--rl-lit);
    }
  `;

  protected override render(): unknown {
    return html`<svg viewBox="0 0 22 16" aria-hidden="true">
      <path d="M1.5 1.8C3 9.6 6.5 11.6 16.2 12" />
      <circle cx="18" cy="12" r="4" opacity=".22" />
      <circle cx="18" cy="12" r="2.4" />
    </svg>`;
  }
}
customElements.define('rl-mark', RlMark);
