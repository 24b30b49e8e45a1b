import { css, html, LitElement, nothing } from 'lit';
import type { EventReply } from '../../../proto/api/scalars.ts';
import { formatBytes, formatInteger } from '../../base/format.ts';
import { fetchJson, RequestError } from '../../data/http-client.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-dialog.ts';

/** A point, as the server finds its record again. */
export interface PointPlace {
  readonly run: string;
  readonly tag: string;
  readonly step: number;
  /** Seconds since the epoch. */
  readonly wallTime: number;
}

/** Where a point stands on the disk: file, offset, and the event as it was written. Passes on `closed`. */
export class RlPointSource extends LitElement {
  static override properties = {
    base: {},
    place: { attribute: false },
    source: { state: true },
  };
  static override styles = [
    sharedStyles,
    css`
      rl-dialog {
        --rl-dialog-width: 620px;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 14px;
        margin: 0 0 12px;
      }
      dt {
        color: var(--rl-text-3);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      pre {
        margin: 0;
        padding: 10px 12px;
        border-radius: var(--rl-r2);
        background: var(--rl-sunken);
        font: var(--rl-t-small) / 17px var(--rl-mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        user-select: text;
      }
    `,
  ];

  /** URL prefix of the server, ending in "/". */
  declare base: string;
  declare place: PointPlace;
  /** What the server found, why it found nothing, or undefined until it has answered. */
  declare protected source: EventReply | RequestError | undefined;

  readonly #end = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end.abort();
  }

  protected override firstUpdated(): void {
    void this.#load();
  }

  protected override render(): unknown {
    const { run, tag, step } = this.place;
    return html`<rl-dialog
      heading="${tag}, ${run}, step ${formatInteger(step)}"
      @closed=${() => this.dispatchEvent(new Event('closed'))}
    >
      ${this.#renderSource()}
    </rl-dialog>`;
  }

  #renderSource(): unknown {
    const { source } = this;
    if (!source) return html`<p role="status">Looking for the record…</p>`;
    if (source instanceof RequestError) return html`<p role="alert">${source.message}</p>`;
    const { file, offset, length, event } = source;
    return html`<dl>
        <dt>File</dt>
        <dd class="mono">${file}</dd>
        <dt>Record</dt>
        <dd>
          ${formatInteger(length)} bytes at offset ${formatInteger(offset)}
          ${offset >= 1000 ? html`<span class="faint">(${formatBytes(offset)})</span>` : nothing}
        </dd>
      </dl>
      <pre tabindex="0" aria-label="The event">${JSON.stringify(event, null, 2)}</pre>`;
  }

  async #load(): Promise<void> {
    const { run, tag, step, wallTime } = this.place;
    const query = new URLSearchParams({ run, tag, step: String(step), wall_time: String(wallTime) });
    try {
      this.source = await fetchJson<EventReply>(`${this.base}api/scalars/event?${query}`, {
        signal: this.#end.signal,
      });
    } catch (error) {
      if (error instanceof RequestError) this.source = error;
      else if (!this.#end.signal.aborted) throw error;
    }
  }
}
customElements.define('rl-point-source', RlPointSource);

declare global {
  interface HTMLElementTagNameMap {
    'rl-point-source': RlPointSource;
  }
}
