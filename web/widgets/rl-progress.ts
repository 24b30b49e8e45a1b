import { css, html, LitElement } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { styleProperties } from './style-properties.ts';

/** A bar of 3 px. `value` goes from 0 to 1; undefined = nobody knows. */
export class RlProgress extends LitElement {
  static override properties = { label: {}, value: { type: Number } };
  static override styles = css`
    :host {
      display: block;
      height: 3px;
      background: var(--rl-border);
      overflow: hidden;
    }
    div {
      height: 100%;
    }
    i {
      display: block;
      width: var(--filled);
      height: 100%;
      background: var(--rl-accent);
    }
    @media (prefers-reduced-motion: no-preference) {
      .unknown i {
        width: 30%;
        animation: pass 1.6s ease-in-out infinite;
      }
    }
    @keyframes pass {
      from {
        transform: translateX(-100%);
      }
      to {
        transform: translateX(340%);
      }
    }
  `;

  declare label: string;
  declare value: number | undefined;

  protected override render(): unknown {
    const percent = this.value === undefined ? undefined : Math.round(this.value * 100);
    return html`<div
      role="progressbar"
      aria-label=${this.label}
      aria-valuenow=${ifDefined(percent)}
      class=${percent === undefined ? 'unknown' : ''}
    >
      <i ${styleProperties({ '--filled': `${percent ?? 0}%` })}></i>
    </div>`;
  }
}
customElements.define('rl-progress', RlProgress);

declare global {
  interface HTMLElementTagNameMap {
    'rl-progress': RlProgress;
  }
}
