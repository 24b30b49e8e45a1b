import { css, html, LitElement, nothing } from 'lit';
import type { GraphNodeInfo, GraphPort } from '../../../proto/api/graphs.ts';
import { formatInteger, formatPlural } from '../../base/format.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import { floatStyles } from './float-styles.ts';
import { NodeChosen, NodeSought, NodeToggled, SeriesRegrouped } from './graph-events.ts';
import { lastPart } from './path-parts.ts';

/** Everything about the chosen node. Fires NodeSought for its links, NodeToggled, and NodeChosen when it is closed. */
export class RlGraphInfo extends LitElement {
  static override properties = { info: { attribute: false }, colour: {}, isOpen: { attribute: false } };
  static override styles = [
    sharedStyles,
    floatStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
      }
      header {
        display: flex;
        flex: none;
        align-items: center;
        gap: 6px;
        height: 36px;
        padding: 0 6px 0 12px;
        border-bottom: 1px solid var(--rl-border);
        font-size: var(--rl-t-body);
      }
      header i {
        flex: none;
        width: 9px;
        height: 9px;
        border-radius: 50%;
        background: var(--c, var(--rl-control-border));
      }
      header b {
        font-weight: var(--rl-w-strong);
      }
      .body {
        overflow: auto;
        min-height: 0;
        padding-bottom: 4px;
      }
      section {
        padding: 8px 12px 10px;
      }
      section + section {
        border-top: 1px solid var(--rl-border);
      }
      h3 {
        display: flex;
        justify-content: space-between;
        margin-bottom: 2px;
        color: var(--rl-text-2);
        font-weight: var(--rl-w-strong);
      }
      .row + h3 {
        margin-top: 6px;
      }
      h3 span {
        color: var(--rl-text-3);
        font-weight: 400;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(64px, auto) minmax(0, 1fr);
        gap: 3px 12px;
        margin: 0;
      }
      dt {
        color: var(--rl-text-3);
        overflow-wrap: anywhere;
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
        user-select: text;
      }
      .name {
        overflow-wrap: anywhere;
        user-select: text;
      }
      .absent {
        color: var(--rl-warning);
      }
      button.link {
        text-align: left;
      }
      .actions {
        display: flex;
        gap: 6px;
        margin-top: 8px;
      }
      @media (max-width: 1000px) {
        .body {
          display: flex;
          align-items: flex-start;
        }
        section {
          flex: 1 1 0;
          min-width: 200px;
        }
        section + section {
          border-top: 0;
        }
      }
    `,
  ];

  declare info: GraphNodeInfo;
  /** Token of its colour in the picture. */
  declare colour: string | undefined;
  /** Whether it is a scope that is open. */
  declare isOpen: boolean;

  protected override render(): unknown {
    const { info } = this;
    const color = { '--c': this.colour && `var(${this.colour})` };
    return html`<header>
        <i ${styleProperties(color)}></i>
        <b class="cut" title=${info.path}>${lastPart(info.path) || '(no name)'}</b>
        <span class="faint cut"
          >${info.inside ? `${info.kind} of ${formatInteger(info.inside.nodes)}` : info.op}</span
        >
        <span class="grow"></span>
        <rl-icon-button
          small
          icon="close"
          label="Close the details"
          @click=${() => this.dispatchEvent(new NodeChosen(undefined))}
        ></rl-icon-button>
      </header>
      <div class="body" tabindex="0">
        ${this.#renderFacts(info)} ${this.#renderPorts(info)} ${this.#renderAttributes(info)}
        ${this.#renderInside(info)}
      </div>`;
  }

  #renderRegroup(series: string, label: string): unknown {
    return html`<button
      type="button"
      class="button"
      title="Show the members of ${series} as one, or apart"
      @click=${() => this.dispatchEvent(new SeriesRegrouped(series))}
    >
      ${label}
    </button>`;
  }

  #renderFacts({ path, op, device, series }: GraphNodeInfo): unknown {
    return html`<section aria-label="Facts">
      <dl>
        <dt>Name</dt>
        <dd>${path}</dd>
        ${
          op === undefined
            ? nothing
            : html`<dt>Operation</dt>
                <dd>${op}</dd>`
        }
        ${
          device === undefined
            ? nothing
            : html`<dt>Device</dt>
                <dd title=${device}>${shortDevice(device)}</dd>`
        }
        ${
          series === undefined
            ? nothing
            : html`<dt>Series</dt>
                <dd>${lastPart(series)}</dd>`
        }
      </dl>
      ${series === undefined ? nothing : html`<div class="actions">${this.#renderRegroup(series, 'Group or ungroup the series')}</div>`}
    </section>`;
  }

  #renderInside({ path, kind, inside }: GraphNodeInfo): unknown {
    if (inside === undefined) return nothing;
    const { nodes, edges, ops } = inside;
    return html`<section aria-label="Inside">
      <h3>Inside <span>${formatPlural(nodes, 'node')}, ${formatPlural(edges, 'edge')}</span></h3>
      ${ops.map(({ op, count }) => html`<div class="row"><span class="cut">${op || '(no op)'}</span><span class="end mono">${formatInteger(count)}</span></div>`)}
      <div class="actions">
        <button type="button" class="button" @click=${() => this.dispatchEvent(new NodeToggled(path))}>
          ${this.isOpen ? 'Close' : 'Open'}
        </button>
        ${kind === 'series' ? this.#renderRegroup(path, 'Group or ungroup') : nothing}
      </div>
    </section>`;
  }

  #renderPorts({ inputs, inputCount, outputs, outputCount }: GraphNodeInfo): unknown {
    return html`<section aria-label="Inputs and outputs">
      <h3>Inputs <span>${formatInteger(inputCount)}</span></h3>
      ${inputs.map((port) => this.#renderPort(port))} ${renderMore(inputCount - inputs.length)}
      <h3>Outputs <span>${formatInteger(outputCount)}</span></h3>
      ${outputs.map((port) => this.#renderPort(port))} ${renderMore(outputCount - outputs.length)}
    </section>`;
  }

  #renderPort(port: GraphPort): unknown {
    const name = port.path || '(no name)';
    return html`<div class="row">
      ${
        port.exists
          ? html`<button
              type="button"
              class="link cut"
              title=${name}
              @click=${() => this.dispatchEvent(new NodeSought(port.path))}
            >
              ${name}
            </button>`
          : html`<span class="absent cut" title="${name}: not in the graph">${name}</span>`
      }
      <span class="end mono cut">${portNote(port)}</span>
    </div>`;
  }

  #renderAttributes({ attributes }: GraphNodeInfo): unknown {
    if (attributes.length === 0) return nothing;
    return html`<section aria-label="Attributes">
      <h3>Attributes <span>${attributes.length}</span></h3>
      <dl>
        ${attributes.map(
          ({ name, value }) =>
            html`<dt>${name}</dt>
              <dd class="mono">${value}</dd>`,
        )}
      </dl>
    </section>`;
  }
}

function renderMore(count: number): unknown {
  return count > 0 ? html`<div class="row faint">and ${formatInteger(count)} more</div>` : nothing;
}

function portNote({ kind, shape, count, exists }: GraphPort): string {
  if (!exists) return 'absent';
  const what = kind === 'data' ? (shape ?? '') : kind;
  if (count === 1) return what;
  return what === '' ? `${formatInteger(count)}×` : `${formatInteger(count)} × ${what}`;
}

/** "/job:localhost/replica:0/task:0/device:CPU:0" → "CPU:0". */
function shortDevice(device: string): string {
  return device.replace(/^.*\bdevice:/, '');
}

customElements.define('rl-graph-info', RlGraphInfo);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-info': RlGraphInfo;
  }
}
