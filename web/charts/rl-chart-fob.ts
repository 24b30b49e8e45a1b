import { css, html, LitElement, nothing } from 'lit';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon.ts';

/** What a person does to a handle. Its owner moves it. */
export class FobMoved extends Event {
  /** Where it is dragged to: clientX in px. */
  readonly clientX: number | undefined;
  /** A point further (1) or back (-1), by the keys. */
  readonly direction: number | undefined;
  /** What was typed in its place. */
  readonly text: string | undefined;
  readonly isFinal: boolean;

  constructor(move: { clientX?: number; direction?: number; text?: string }, isFinal = true) {
    super('fob-moved');
    this.clientX = move.clientX;
    this.direction = move.direction;
    this.text = move.text;
    this.isFinal = isFinal;
  }
}

/** A person takes a handle away. */
export class FobRemoved extends Event {
  constructor() {
    super('fob-removed');
  }
}

/**
 * A handle on the x axis with the value it stands at. It can be dragged, moved by the arrow keys, typed into after a
 * double click or Enter, and taken away by its cross or Delete. Fires FobMoved and FobRemoved.
 */
export class RlChartFob extends LitElement {
  static override properties = {
    text: {},
    label: {},
    value: { type: Number },
    isTyping: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        position: absolute;
        z-index: 1;
        bottom: 1px;
        transform: translateX(-50%);
      }
      .fob {
        display: flex;
        align-items: center;
        gap: 2px;
        height: 18px;
        padding: 0 6px;
        border-radius: var(--rl-r-full);
        background: var(--rl-accent);
        color: var(--rl-on-accent);
        font-size: var(--rl-t-tick);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
        cursor: ew-resize;
        touch-action: none;
        user-select: none;
      }
      .fob:focus-visible {
        outline: 2px solid var(--rl-focus);
        outline-offset: 1px;
      }
      button {
        display: none;
        width: 14px;
        height: 14px;
        margin-right: -4px;
        padding: 0;
        border: 0;
        background: none;
        color: inherit;
        cursor: pointer;
      }
      rl-icon {
        width: 12px;
        height: 12px;
        margin: 1px;
      }
      :host(:hover) button,
      :host(:focus-within) button {
        display: block;
      }
      @media (pointer: coarse) {
        button {
          display: block;
        }
      }
      input {
        width: 84px;
        height: 18px;
        padding: 0 4px;
        border: 1px solid var(--rl-accent);
        border-radius: var(--rl-r1);
        background: var(--rl-card);
        color: var(--rl-text);
        font: inherit;
        font-size: var(--rl-t-tick);
      }
    `,
  ];

  /** The place as text, as it may be typed. */
  declare text: string;
  /** What the handle is for: "Selected step". */
  declare label: string;
  declare value: number;
  declare protected isTyping: boolean;

  #isDragged = false;

  constructor() {
    super();
    this.text = '';
    this.label = '';
    this.value = 0;
    this.isTyping = false;
    // What happens on a handle does not happen to the plot.
    for (const type of ['pointerdown', 'pointermove', 'pointerup', 'click', 'dblclick']) {
      this.addEventListener(type, (event) => event.stopPropagation());
    }
  }

  protected override render(): unknown {
    if (this.isTyping) {
      return html`<input
        aria-label=${this.label}
        .value=${this.text}
        @keydown=${this.#onInputKey}
        @blur=${() => (this.isTyping = false)}
      />`;
    }
    return html`<div
      class="fob"
      role="slider"
      tabindex="0"
      aria-label=${this.label}
      aria-valuenow=${this.value}
      aria-valuetext=${this.text}
      title="Drag, or double-click to type"
      @pointerdown=${this.#onDown}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @dblclick=${() => (this.isTyping = true)}
      @keydown=${this.#onKey}
    >
      ${this.text}${
        this.isTyping
          ? nothing
          : html`<button
              tabindex="-1"
              aria-label="Remove"
              @click=${() => this.dispatchEvent(new FobRemoved())}
            >
              <rl-icon name="close"></rl-icon>
            </button>`
      }
    </div>`;
  }

  protected override updated(): void {
    const input = this.renderRoot.querySelector('input');
    if (!input || input === this.shadowRoot?.activeElement) return;
    input.focus();
    input.select();
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#isDragged = true;
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (this.#isDragged) this.dispatchEvent(new FobMoved({ clientX: event.clientX }, false));
  };

  readonly #onUp = (event: PointerEvent): void => {
    if (!this.#isDragged) return;
    this.#isDragged = false;
    this.dispatchEvent(new FobMoved({ clientX: event.clientX }));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction !== undefined) this.dispatchEvent(new FobMoved({ direction }));
    else if (event.key === 'Delete' || event.key === 'Backspace') this.dispatchEvent(new FobRemoved());
    else if (event.key === 'Enter') this.isTyping = true;
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onInputKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    const { value } = event.currentTarget as HTMLInputElement;
    this.isTyping = false;
    if (event.key === 'Enter') this.dispatchEvent(new FobMoved({ text: value }));
  };
}
customElements.define('rl-chart-fob', RlChartFob);

declare global {
  interface HTMLElementTagNameMap {
    'rl-chart-fob': RlChartFob;
  }
}
