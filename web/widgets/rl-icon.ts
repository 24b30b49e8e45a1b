import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';

/** Stroke icons on a 16 px grid, drawn for Runlight. */
const SHAPES = {
  search: svg`<circle cx="7" cy="7" r="4.2"/><path d="M10.2 10.2 14 14"/>`,
  close: svg`<path d="m4.5 4.5 7 7m0-7-7 7"/>`,
  'chevron-down': svg`<path d="m4 6 4 4 4-4"/>`,
  'chevron-right': svg`<path d="m6 4 4 4-4 4"/>`,
  sun: svg`<circle cx="8" cy="8" r="2.8"/><path d="M8 1.6v1.2M8 13.2v1.2M1.6 8h1.2M13.2 8h1.2M3.5 3.5l.8.8M11.7 11.7l.8.8M3.5 12.5l.8-.8M11.7 4.3l.8-.8"/>`,
  moon: svg`<path d="M13 9.6A5.4 5.4 0 0 1 6.4 3 5.4 5.4 0 1 0 13 9.6Z"/>`,
  help: svg`<circle cx="8" cy="8" r="6"/><path d="M6.3 6.4a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.3M8 11.4v.1"/>`,
  more: svg`<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" stroke-width="2"/>`,
  expand: svg`<path d="M9.5 2.5h4v4M6.5 13.5h-4v-4M13.2 2.8 9.3 6.7M2.8 13.2l3.9-3.9"/>`,
  panel: svg`<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M6 3v10"/>`,
  link: svg`<path d="M3 8h10M5.5 5.5 3 8l2.5 2.5M10.5 5.5 13 8l-2.5 2.5"/>`,
  warning: svg`<path d="M8 2.4 14.2 13H1.8zM8 6.5v3M8 11.2v.1"/>`,
  error: svg`<circle cx="8" cy="8" r="6"/><path d="M8 4.8v3.8M8 11v.1"/>`,
  eye: svg`<path d="M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8Z"/><circle cx="8" cy="8" r="1.8"/>`,
  solo: svg`<circle cx="8" cy="8" r="5.5"/><circle cx="8" cy="8" r="1.6" fill="currentColor"/>`,
  copy: svg`<rect x="5.5" y="5.5" width="8" height="8" rx="1.4"/><path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2"/>`,
  fit: svg`<path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3"/>`,
  plus: svg`<path d="M8 3.5v9M3.5 8h9"/>`,
  minus: svg`<path d="M3.5 8h9"/>`,
  save: svg`<path d="M8 2.5v7.5m0 0L5 7.2M8 10l3-2.8M2.5 13.5h11"/>`,
  check: svg`<path d="m3 8.5 3.2 3.2L13 5"/>`,
  undo: svg`<path d="M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6M3 6.5l3-3M3 6.5l3 3"/>`,
  settings: svg`<path d="M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6"/><circle cx="10.2" cy="5" r="1.7"/><circle cx="5.8" cy="11" r="1.7"/>`,
  pin: svg`<path d="m9.6 2.4 4 4-2.2.7-2.5 2.5-.5 2.6-4.6-4.6 2.6-.5 2.5-2.5zM6 10l-3.5 3.5"/>`,
  table: svg`<rect x="2.5" y="3" width="11" height="10" rx="1.2"/><path d="M2.5 6.5h11M2.5 9.8h11M6.5 6.5V13"/>`,
  chart: svg`<path d="M2.5 2.5v11h11M4.8 10.5l2.6-3.4 2.2 1.6 3.6-4.6"/>`,
  wide: svg`<path d="M2 8h12M4.5 5.5 2 8l2.5 2.5M11.5 5.5 14 8l-2.5 2.5"/>`,
  pause: svg`<path d="M5.8 4v8M10.2 4v8"/>`,
  play: svg`<path d="M5.5 3.8v8.4L12 8z"/>`,
  info: svg`<circle cx="8" cy="8" r="6"/><path d="M8 7.4v3.4M8 5.2v.1"/>`,
  bookmark: svg`<path d="M4.5 2.5h7v11L8 10.8l-3.5 2.7z"/>`,
  star: svg`<path d="m8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4-2.9-2.8 4-.6z"/>`,
  trash: svg`<path d="M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4"/>`,
  edit: svg`<path d="M3 13l.6-2.8 7.2-7.2 2.2 2.2-7.2 7.2zM9.6 4.2l2.2 2.2"/>`,
  note: svg`<path d="M3.5 2.5h9v7.5l-3.5 3.5H3.5zM9 13.2V10h3.2M5.5 5.5h5M5.5 8h3"/>`,
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
