import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { RlTip } from '../../widgets/rl-tip.ts';
import '../../widgets/rl-tip.ts';
import type { BucketTip } from './bucket-tip.ts';

/** What one bucket holds, beside the pointer. */
export class RlBucketTip extends LitElement {
  static override properties = { content: { attribute: false }, place: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      .secondary {
        font-weight: var(--rl-w-normal);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 16px;
        margin: 0;
        color: var(--rl-text-2);
      }
      dd {
        margin: 0;
        color: var(--rl-text);
        text-align: right;
        white-space: nowrap;
      }
    `,
  ];

  declare content: BucketTip;
  /** Of the pointer in the window, in px. */
  declare place: { readonly x: number; readonly y: number };

  protected override render(): unknown {
    const { step, elapsed, wallTime, lines } = this.content;
    return html`<rl-tip>
      <span slot="head">Step ${step}</span>
      <span slot="head" class="secondary">${elapsed}</span>
      <span slot="head" class="secondary">${wallTime}</span>
      <dl>
        ${lines.map(
          ([label, text]) =>
            html`<dt>${label}</dt>
              <dd>${text}</dd>`,
        )}
      </dl>
    </rl-tip>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector<RlTip>('rl-tip')?.showBeside(this.place.x, this.place.y);
  }
}
customElements.define('rl-bucket-tip', RlBucketTip);

declare global {
  interface HTMLElementTagNameMap {
    'rl-bucket-tip': RlBucketTip;
  }
}
