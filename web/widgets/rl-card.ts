import { css, html, LitElement } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import './rl-long-name.ts';

/** Kind of what is dragged, as a DataTransfer names it. */
export const CARD_DRAG_TYPE = 'application/x-runlight-card';

/**
 * The frame of one figure: a head of 30 px and the plot below, which fills the rest.
 *
 * Slots: default = the plot (positioned inside a relative box of the full size); `lead` = before the title (a run's
 * swatch); `badges` = after it; `actions` = small icon buttons that take the place of `kept` while the card is
 * hovered or has the focus; `below` = under the plot, as high as it is. With `dragText` the head can be dragged onto
 * another card. Height: `--rl-card-height`, 222 px by default.
 */
export class RlCard extends LitElement {
  static override properties = {
    label: { attribute: 'aria-label', reflect: true },
    busy: {
      attribute: 'aria-busy',
      reflect: true,
      converter: {
        toAttribute: (busy: boolean) => String(busy),
        fromAttribute: (text: string | null) => text === 'true',
      },
    },
    scope: {},
    heading: {},
    run: {},
    dragText: { attribute: false },
    kept: {},
    keptTitle: { attribute: 'kept-title' },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        min-width: 0;
        min-height: var(--rl-card-height, 222px);
        border: 1px solid var(--rl-border);
        border-radius: var(--rl-r2);
        background: var(--rl-card);
        box-shadow: var(--rl-shadow-1);
      }
      :host(:focus-visible) {
        outline: 2px solid var(--rl-focus);
        outline-offset: 0;
      }
      header {
        display: flex;
        align-items: center;
        flex: none;
        gap: 6px;
        height: var(--rl-card-head);
        padding: 0 4px 0 10px;
      }
      h3 {
        display: flex;
        flex: 0 1 auto;
        min-width: 24px;
        font-weight: var(--rl-w-strong);
      }
      /* The leaf tells cards apart: what leads to it gives way first. */
      h3 .scope {
        flex-shrink: 1000;
        color: var(--rl-text-3);
        font-weight: var(--rl-w-normal);
      }
      .run {
        flex: 0 1 auto;
        font-size: var(--rl-t-small);
      }
      .badges {
        display: flex;
        flex: 0 4 auto;
        gap: 4px;
        min-width: 0;
        overflow: hidden;
      }
      /* Its sign is narrower than its button: without the rest the two words would stand apart. */
      ::slotted(rl-info) {
        margin-left: -6px;
      }
      .kept {
        flex: none;
        margin-left: auto;
        padding-right: 6px;
        color: var(--rl-text-3);
        font-size: var(--rl-t-tick);
        white-space: nowrap;
      }
      /* With the name of a run there is little room: that gives way first, then the end of what is kept. */
      .of-run h3,
      .of-run .badges {
        flex-shrink: 0.5;
      }
      .of-run .run {
        flex-shrink: 3;
      }
      .of-run .kept {
        flex: 0 1 auto;
        min-width: 60px;
        overflow: hidden;
        text-overflow: ellipsis;
        text-align: right;
      }
      /* Out of sight but focusable, so that the keyboard reaches what a pointer would bring up. */
      .actions {
        display: flex;
        flex: none;
        width: 0;
        overflow: hidden;
        color: var(--rl-text-2);
      }
      :host(:hover) .actions.filled,
      :host(:focus-within) .actions.filled {
        width: auto;
        margin-left: auto;
        overflow: visible;
      }
      :host(:hover) .actions.filled ~ .kept,
      :host(:focus-within) .actions.filled ~ .kept {
        display: none;
      }
      .plot {
        position: relative;
        /* Keeps its height when something comes below it: then the card grows. */
        flex: 1 0 calc(var(--rl-card-height, 222px) - var(--rl-card-head) - 2px);
        min-height: 0;
      }
    `,
  ];

  /** Its name for screen readers. Begins with the tag. */
  declare label: string;
  /** True until the figure has drawn. */
  declare busy: boolean;
  /** What stands before the leaf of the tag, in grey: "train/". */
  declare scope: string;
  /** The leaf of the tag, in bold: "loss". */
  declare heading: string;
  /** Name of the one run that it shows, if it shows one. */
  declare run: string;
  /** Points drawn of points kept: "19.2k of 1.14M", "all 5,704". */
  declare kept: string;
  declare keptTitle: string;
  /** What a card that this one is dragged onto is handed; empty when it cannot be dragged. */
  declare dragText: string;

  constructor() {
    super();
    this.label = '';
    this.busy = true;
    this.scope = '';
    this.heading = '';
    this.run = '';
    this.kept = '';
    this.dragText = '';
    this.keptTitle = 'Points drawn of points kept';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'figure';
    this.tabIndex = 0;
  }

  protected override render(): unknown {
    return html`<header
        class=${this.run ? 'of-run' : ''}
        draggable=${this.dragText ? 'true' : 'false'}
        @dragstart=${this.#onDragStart}
      >
        <slot name="lead"></slot>
        <h3 title=${this.scope + this.heading}>
          <span class="scope cut">${this.scope}</span><span class="leaf cut">${this.heading}</span>
        </h3>
        ${this.run ? html`<rl-long-name class="run faint" title=${this.run} .name=${this.run}></rl-long-name>` : ''}
        <span class="badges"><slot name="badges"></slot></span>
        <span class="actions"><slot name="actions" @slotchange=${this.#onActions}></slot></span>
        <span class="kept" title=${this.keptTitle}>${this.kept}</span>
      </header>
      <div class="plot"><slot></slot></div>
      <slot name="below"></slot>`;
  }

  #onDragStart(event: DragEvent): void {
    event.dataTransfer?.setData(CARD_DRAG_TYPE, this.dragText);
  }

  #onActions(event: Event): void {
    const slot = event.target as HTMLSlotElement;
    slot.parentElement?.classList.toggle('filled', slot.assignedElements().length > 0);
  }
}
customElements.define('rl-card', RlCard);

declare global {
  interface HTMLElementTagNameMap {
    'rl-card': RlCard;
  }
}
