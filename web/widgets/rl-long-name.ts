import { css, html, LitElement } from 'lit';
import { splitName } from '../base/split-name.ts';

/** A name in one line that loses its middle where there is no room, never its end: what tells runs apart stands there. */
export class RlLongName extends LitElement {
  static override properties = { name: {} };
  static override styles = css`
    :host {
      display: flex;
      min-width: 0;
      unicode-bidi: isolate;
      white-space: pre;
    }
    span {
      flex: none;
    }
    span:first-child {
      flex: 0 1 auto;
      overflow: hidden;
      text-overflow: ellipsis;
    }
  `;

  declare name: string;

  protected override render(): unknown {
    const [head, tail] = splitName(this.name);
    return html`<span>${head}</span><span>${tail}</span>`;
  }
}
customElements.define('rl-long-name', RlLongName);

declare global {
  interface HTMLElementTagNameMap {
    'rl-long-name': RlLongName;
  }
}
