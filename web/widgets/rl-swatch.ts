import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import { styleProperties } from './style-properties.ts';

/**
 * The square in a run's colour that is also its check box: filled with a tick = drawn, outline = not, bar = some of
 * several. Only the picture; the button or text around it says what it means.
 */
export class RlSwatch extends LitElement {
  static override properties = {
    colour: {},
    state: { reflect: true },
    small: { type: Boolean, reflect: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        flex: none;
        width: 14px;
        height: 14px;
      }
      :host([small]) {
        width: 10px;
        height: 10px;
      }
      i {
        display: grid;
        place-items: center;
        width: 100%;
        height: 100%;
        border: 1.5px solid var(--c);
        border-radius: 4px;
        background: var(--c);
        forced-color-adjust: none;
      }
      :host([small]) i {
        border-radius: 3px;
      }
      i::after {
        content: '';
        width: 7px;
        height: 3.5px;
        border: solid var(--rl-card);
        border-width: 0 0 1.6px 1.6px;
        transform: translateY(-1px) rotate(-45deg);
      }
      :host([small]) i::after {
        display: none;
      }
      :host([state='off']) i {
        background: none;
        opacity: 0.75;
      }
      :host([state='off']) i::after {
        display: none;
      }
      :host([state='some']) i {
        background: none;
      }
      :host([state='some']) i::after {
        width: 7px;
        height: 2px;
        border: 0;
        background: var(--c);
        transform: none;
      }
    `,
  ];

  /** Name of a token: "--rl-run-7". */
  declare colour: string;
  declare state: 'on' | 'off' | 'some';
  /** 10 px and without the tick, for the head of a card. */
  declare small: boolean;

  constructor() {
    super();
    this.colour = '--rl-text-3';
    this.state = 'on';
  }

  protected override render(): unknown {
    return html`<i ${styleProperties({ '--c': `var(${this.colour})` })}></i>`;
  }
}
customElements.define('rl-swatch', RlSwatch);

declare global {
  interface HTMLElementTagNameMap {
    'rl-swatch': RlSwatch;
  }
}
