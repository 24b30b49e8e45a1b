import { css, html, LitElement, type PropertyValues } from 'lit';
import { parseStepRange } from '../../data/card-choice.ts';
import { ObserveController } from '../../data/observe-controller.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import type { Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import '../../widgets/rl-slider.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { showStep } from '../../histogram-cards/linked-step.ts';
import type { StepExtent } from '../../histogram-cards/step-extent.ts';

/** Time that a step stays while they play. */
const FRAME_MS = 150;

/** A slider over all steps, and a button that plays through them, on all cards at once. Its right end is the newest. */
export class RlStepPlayer extends LitElement {
  static override properties = {
    session: { attribute: false },
    extent: { attribute: false },
    isPlaying: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: inline-flex;
        align-items: center;
        flex: none;
        gap: 4px;
        --rl-number-width: 68px;
        --rl-slider-width: 88px;
      }
    `,
  ];

  declare session: Session;
  declare extent: StepExtent;
  declare protected isPlaying: boolean;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.isPlaying = false;
    new ObserveController(
      this,
      () => this.extent,
      () => this.session.settings,
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.isPlaying = false;
    clearTimeout(this.#timer);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('isPlaying') && this.isPlaying) this.#play();
  }

  protected override render(): unknown {
    const { first, last } = this.extent;
    const isReady = first < last;
    return html`<rl-icon-button
        icon=${this.isPlaying ? 'pause' : 'play'}
        label=${this.isPlaying ? 'Pause' : 'Play through the steps'}
        ?disabled=${!isReady}
        @click=${() => (this.isPlaying = !this.isPlaying)}
      ></rl-icon-button>
      <rl-slider
        label="Step"
        min=${isReady ? first : 0}
        max=${isReady ? last : 1}
        step="1"
        digits="0"
        .value=${isReady ? (this.#step ?? last) : 1}
        @value-changed=${({ value }: ValueChanged<number>) => this.#show(Math.round(value))}
      ></rl-slider>`;
  }

  /** Undefined while the newest is shown. */
  get #step(): number | undefined {
    const { settings } = this.session;
    if (!settings.get(SETTINGS.linkSteps)) return undefined;
    const { first, last } = this.extent;
    const step = parseStepRange(settings.get(SETTINGS.linkedSteps))?.from;
    return step === undefined ? undefined : Math.min(last, Math.max(first, step));
  }

  #show(step: number): void {
    showStep(this.session, step >= this.extent.last ? undefined : step);
  }

  /** From the start when it stands at the end. */
  #play(): void {
    const { first, last } = this.extent;
    const now = this.#step;
    const next = now === undefined || now >= last ? first : (this.extent.findNext(now) ?? last);
    this.#show(next);
    if (next >= last) this.isPlaying = false;
    clearTimeout(this.#timer);
    if (this.isPlaying) this.#timer = setTimeout(() => this.isPlaying && this.#play(), FRAME_MS);
  }
}
customElements.define('rl-step-player', RlStepPlayer);

declare global {
  interface HTMLElementTagNameMap {
    'rl-step-player': RlStepPlayer;
  }
}
