import { css, html, LitElement } from 'lit';
import { formatAge } from '../base/format.ts';
import { ObserveController } from '../data/observe-controller.ts';
import type { Session } from '../data/types.ts';
import { sharedStyles } from '../theme/shared-styles.ts';
import '../widgets/rl-icon-button.ts';
import { stateMarkStyles } from './state-mark-styles.ts';
import { TickController } from './tick-controller.ts';

interface ChipText {
  readonly mark: 'live' | 'idle' | 'lost' | 'done';
  readonly state: string;
  readonly detail: string;
}

/** How the page and the server are doing, in one or two words. */
export class RlLiveChip extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [
    sharedStyles,
    stateMarkStyles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 6px;
        height: var(--rl-control);
        padding: 0 4px 0 10px;
        color: var(--rl-text-2);
        white-space: nowrap;
      }
      b {
        color: var(--rl-text);
        font-weight: var(--rl-w-medium);
      }
      @media (prefers-reduced-motion: no-preference) {
        .mark.live {
          animation: breathe 2.4s ease-in-out infinite;
        }
      }
      @keyframes breathe {
        50% {
          box-shadow: 0 0 0 4px color-mix(in srgb, var(--rl-live) 10%, transparent);
        }
      }
      @media (max-width: 1000px) {
        .detail.age {
          display: none;
        }
      }
    `,
  ];

  declare session: Session;

  constructor() {
    super();
    new ObserveController(
      this,
      () => this.session.live,
      () => this.session.status,
    );
    new TickController(this);
  }

  protected override render(): unknown {
    const { mark, state, detail } = this.#text();
    // Only the state is announced: an age that changes each second would talk for ever.
    const { live } = this.session;
    const toggle = (): void => {
      live.isPaused = !live.isPaused;
    };
    return html`<i class="mark ${mark}"></i><b role="status">${state}</b>
      <span class="detail ${mark === 'live' || mark === 'done' ? 'age' : ''}">${detail}</span>
      <rl-icon-button
        small
        .icon=${live.isPaused ? 'play' : 'pause'}
        .label=${live.isPaused ? 'Go on: show what has come since' : 'Pause: leave what is shown as it is'}
        @click=${toggle}
      ></rl-icon-button>`;
  }

  #text(): ChipText {
    const { live, status } = this.session;
    if (live.state === 'lost') {
      const waitSec = live.retryAt === undefined ? undefined : (live.retryAt - performance.now()) / 1000;
      const detail = waitSec === undefined ? '' : `in ${Math.max(1, Math.ceil(waitSec))} s`;
      return { mark: 'lost', state: 'Reconnecting', detail };
    }
    if (live.isPaused) return { mark: 'done', state: 'Paused', detail: 'what is shown stays as it is' };
    const value = status.value;
    if (!value) return { mark: 'idle', state: 'Connecting', detail: '' };
    if (!value.caughtUp) {
      const share = value.bytesTotal > 0 ? value.bytesRead / value.bytesTotal : 0;
      return { mark: 'idle', state: 'Reading', detail: `${Math.floor(share * 100)} %` };
    }
    const ageSec = (status.nowSec ?? value.now) - value.newestData;
    return { mark: 'live', state: 'Live', detail: value.newestData > 0 ? `${formatAge(ageSec)} ago` : '' };
  }
}
customElements.define('rl-live-chip', RlLiveChip);

declare global {
  interface HTMLElementTagNameMap {
    'rl-live-chip': RlLiveChip;
  }
}
