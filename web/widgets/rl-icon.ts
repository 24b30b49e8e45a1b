import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';

/** Stroke icons on a 16 px grid, drawn for Runlight. */
const SHAPES = {
  search: svg`<circle cx="7" cy="7" r="4.2"/><path d="M10.2 10.2 14 14"/>`,
  close: svg`<path d="m4.5 4.5 7 7m0-7-7 7"/>`,
  'chevron-down': svg`<path d="m4 6 4 4 4-4"/>`,
  'chevron-right': svg`<path d="m6 4 4 4-4 4"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M3.5 12.5l.8-.8M11.7 4.3l.8-.8"/>`,
  moon: svg`<path d="M13 9.6A5.4 5.4 0 0 1 6.4 3 5.4 5.4 0 1 0 13 9.6Z"/>`,
  sliders: svg`<path d="M2.5 4.5h6M12 4.5h1.5M2.5 11.5h1.5M7.5 11.5h6"/><circle cx="10.2" cy="4.5" r="1.7"/><circle cx="5.8" cy="11.5" r="1.7"/>`,
  help: svg`<circle cx="8" cy="8" r="6"/><path d="M6.3 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.4v.1"/>`,
  more: svg`<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2"/>`,
  pin: svg`<path d="M9.6 2.2 13.8 6.4l-2.3.9-2 2-.4 2.9L3.8 6.9l2.9-.4 2-2zM6.4 9.6 2.5 13.5"/>`,
  expand: svg`<path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.2 2.8 9.3 6.7M2.8 13.2l3.9-3.9"/>`,
  table: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.2"/><path d="M2.5 6.3h11M2.5 9.7h11M6.6 6.3V13"/>`,
  sort: svg`<path d="M5 3v10m0 0-2-2m2 2 2-2M9 4h5M9 7.5h4M9 11h2.5"/>`,
  panel: svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M6 3v10"/>`,
  link: svg`<path d="M3 8h10M5.5 5.5 3 8l2.5 2.5M10.5 5.5 13 8l-2.5 2.5"/>`,
  'log-scale': svg`<path d="M2.5 13.5v-11M2.5 13.5h11M4.5 11.5c1-6 3.5-8 8.5-8.2"/>`,
  outlier: svg`<path d="M2 12c3 0 3-3 5-3s2 2 3.5 2S13 9.5 14 9.5"/><circle cx="9.5" cy="4" r="1.1"/>`,
  columns: svg`<rect x="2.5" y="3" width="4.6" height="4.3" rx=".8"/><rect x="8.9" y="3" width="4.6" height="4.3" rx=".8"/><rect x="2.5" y="8.9" width="4.6" height="4.3" rx=".8"/><rect x="8.9" y="8.9" width="4.6" height="4.3" rx=".8"/>`,
  warning: svg`<path d="M8 2.4 14.2 13H1.8zM8 6.5v3M8 11.2v.1"/>`,
  error: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.8v3.8M8 11v.1"/>`,
  eye: svg`<path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Z"/><circle cx="8" cy="8" r="1.8"/>`,
  solo: svg`<circle cx="8" cy="8" r="5.5"/><circle cx="8" cy="8" r="1.6" fill="currentColor"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.4"/><path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/>`,
  edit: svg`<path d="M3 13l.6-2.8 7-7 2.2 2.2-7 7z"/>`,
  folder: svg`<path d="M2.5 4.5h4l1.3 1.5h5.7v6.5h-11z"/>`,
  play: svg`<path d="M5 3.5v9l7-4.5z"/>`,
  fit: svg`<path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3"/>`,
  plus: svg`<path d="M8 3.5v9M3.5 8h9"/>`,
  minus: svg`<path d="M3.5 8h9"/>`,
  save: svg`<path d="M8 2.5v7.5m0 0L5 7.2M8 10l3-2.8M2.5 13.5h11"/>`,
  archive: svg`<rect x="2.5" y="3" width="11" height="3" rx=".8"/><path d="M3.5 6v7h9V6M6.5 8.7h3"/>`,
  note: svg`<path d="M3 2.5h10v8L10 13.5H3zM5.5 5.5h5M5.5 8h3.5"/>`,
  menu: svg`<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11"/>`,
  pause: svg`<path d="M5 3.5v9M11 3.5v9"/>`,
  contrast: svg`<circle cx="8" cy="8" r="5.6"/><path d="M8 2.4v11.2a5.6 5.6 0 0 0 0-11.2Z" fill="currentColor"/>`,
} as const satisfies Record<string, TemplateResult<2>>;

export type IconName = keyof typeof SHAPES;

/** An icon, invisible to screen readers: what it stands for is said by the label of the button around it. */
export class RlIcon extends LitElement {
  static override properties = { name: {} };
  static override styles = css`
    :host {
      display: block;
      flex: none;
      width: 16px;
      height: 16px;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `;

  declare name: IconName | undefined;

  protected override render(): unknown {
    if (!this.name) return nothing;
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[this.name]}</svg>`;
  }
}
customElements.define('rl-icon', RlIcon);

declare global {
  interface HTMLElementTagNameMap {
    'rl-icon': RlIcon;
  }
}
