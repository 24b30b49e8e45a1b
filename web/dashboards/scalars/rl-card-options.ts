import { css, html, LitElement, nothing } from 'lit';
import type { CardChoice, Limits } from '../../data/card-choice.ts';
import { SETTINGS } from '../../data/setting-list.ts';
import { SMOOTHING_KINDS, SMOOTHING_SCALES, type SmoothingKind } from '../../data/smoothing.ts';
import type { RunInfo, Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-dialog.ts';
import '../../widgets/rl-number-field.ts';
import '../../widgets/rl-select.ts';
import '../../widgets/rl-slider.ts';
import '../../widgets/rl-switch.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';

/** A card's own smoothing, and limits of its axes that are typed in. Passes on `closed`. */
export class RlCardOptions extends LitElement {
  static override properties = {
    session: { attribute: false },
    tag: {},
    choice: { attribute: false },
    knownTags: { attribute: false },
  };
  static override styles = [
    sharedStyles,
    css`
      .row {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        min-height: 36px;
      }
      .ends {
        display: flex;
        align-items: center;
        gap: 6px;
        --rl-number-width: 84px;
      }
      .link {
        font-size: var(--rl-t-small);
      }
    `,
  ];

  declare session: Session;
  declare tag: string;
  declare choice: CardChoice;
  declare knownTags: ReadonlyMap<string, readonly RunInfo[]>;

  protected override render(): unknown {
    const done = (): void => void this.dispatchEvent(new Event('closed'));
    return html`<rl-dialog heading=${this.tag} @closed=${done}>
      ${this.#smoothing()} ${this.#limits('Horizontal axis', 'x')} ${this.#limits('Values', 'y')}
      <button slot="actions" type="button" class="button primary" @click=${done}>Done</button>
    </rl-dialog>`;
  }

  #smoothing(): unknown {
    const own = this.choice.smoothing;
    const smoothing = own ?? this.session.settings.get(SETTINGS.smoothing);
    const { kind, amount } = smoothing;
    const scale = SMOOTHING_SCALES[kind];
    const use = (next: CardChoice['smoothing']): void => this.#change({ smoothing: next });
    return html`<div class="row">
        <span>Its own smoothing</span>
        <rl-switch
          label="Its own smoothing"
          .value=${own !== undefined}
          @value-changed=${({ value }: ValueChanged<boolean>) => use(value ? smoothing : undefined)}
        ></rl-switch>
      </div>
      ${
        own
          ? html`<div class="row">
              <rl-select
                hideLabel
                label="Kind of smoothing"
                .options=${SMOOTHING_KINDS.map((value) => ({ value, label: SMOOTHING_SCALES[value].label }))}
                .value=${kind}
                @value-changed=${({ value }: ValueChanged<SmoothingKind>) =>
                  use({ kind: value, amount: SMOOTHING_SCALES[value].initial })}
              ></rl-select>
              <rl-slider
                label="Amount of smoothing, ${scale.unit}"
                hideLabel
                max=${scale.max}
                step=${scale.step}
                digits=${kind === 'ema' ? 3 : 0}
                .value=${amount}
                @value-changed=${({ value }: ValueChanged<number>) => use({ kind, amount: value })}
              ></rl-slider>
            </div>`
          : nothing
      }`;
  }

  #limits(label: string, axis: 'x' | 'y'): unknown {
    const limits = this.choice[axis];
    const set = (changes: Partial<Limits>): void => {
      const { from, to } = { from: undefined, to: undefined, ...limits, ...changes };
      // Typed the wrong way round.
      const isSwapped = from !== undefined && to !== undefined && from > to;
      const next = isSwapped ? { from: to, to: from } : { from, to };
      const isEmpty = next.from === undefined && next.to === undefined;
      this.#change({ [axis]: isEmpty ? undefined : next });
    };
    const applyToAll = (): void => this.session.cards.changeAll(this.knownTags.keys(), { [axis]: limits });
    return html`<div class="row">
      <span>${label}</span>
      <span class="ends">
        ${this.#end(`${label}, from`, limits?.from, (from) => set({ from }))} –
        ${this.#end(`${label}, to`, limits?.to, (to) => set({ to }))}
        <button type="button" class="link" @click=${applyToAll}>Apply to all</button>
      </span>
    </div>`;
  }

  #end(label: string, value: number | undefined, set: (value: number | undefined) => void): unknown {
    return html`<rl-number-field
      optional
      label=${label}
      placeholder="data"
      .value=${value}
      @value-changed=${(event: ValueChanged<number | undefined>) => set(event.value)}
    ></rl-number-field>`;
  }

  #change(changes: CardChoice): void {
    this.session.cards.change(this.tag, changes);
  }
}
customElements.define('rl-card-options', RlCardOptions);

declare global {
  interface HTMLElementTagNameMap {
    'rl-card-options': RlCardOptions;
  }
}
