import { html, LitElement, nothing } from 'lit';
import type { GraphNodeInfo, GraphPort, GraphTrace } from '../../../proto/api/graphs.ts';
import { formatBytes, formatInteger, formatPlural } from '../../base/format.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import { styleProperties } from '../../widgets/style-properties.ts';
import { floatStyles } from './float-styles.ts';
import { formatMicroseconds } from './format-cost.ts';
import {
  NodeChosen,
  NodeMoved,
  NodeSought,
  NodeToggled,
  SeriesRegrouped,
  TraceAsked,
} from './graph-events.ts';
import { infoStyles } from './info-styles.ts';
import { shortLabel } from './node-label.ts';
import { lastPart } from './path-parts.ts';
import { shortDevice } from './short-device.ts';

/**
 * Everything about the chosen node. Slot: what else there is to say.
 * Fires NodeSought for its links, NodeToggled, NodeMoved, SeriesRegrouped, TraceAsked, and NodeChosen when it is closed.
 */
export class RlGraphInfo extends LitElement {
  static override properties = {
    info: { attribute: false },
    colour: {},
    isOpen: { attribute: false },
    isAuxiliary: { attribute: false },
    chosenBefore: {},
  };
  static override styles = [sharedStyles, floatStyles, infoStyles];

  declare info: GraphNodeInfo;
  /** CSS colour that it has in the picture. */
  declare colour: string | undefined;
  /** Whether it is a scope that is open. */
  declare isOpen: boolean;
  /** Whether it is taken out of the picture's middle. */
  declare isAuxiliary: boolean;
  /** The node that was chosen before it. */
  declare chosenBefore: string | undefined;

  protected override render(): unknown {
    const { info } = this;
    const color = { '--c': this.colour };
    return html`<header>
        <i ${styleProperties(color)}></i>
        <b class="cut" title=${info.path}>${lastPart(info.path) || '(no name)'}</b>
        <span class="faint cut"
          >${info.inside && info.kind !== 'call' ? `${info.kind} of ${formatInteger(info.inside.nodes)}` : info.op}</span
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
        ${this.#renderFacts(info)} <slot></slot> ${this.#renderPorts(info)} ${this.#renderAttributes(info)}
        ${this.#renderInside(info)}
      </div>`;
  }

  #renderLink(path: string): unknown {
    return html`<button
      type="button"
      class="link cut"
      title=${path}
      @click=${() => this.dispatchEvent(new NodeSought(path))}
    >
      ${lastPart(path)}
    </button>`;
  }

  /** What can be done with the node: follow its edges, move it, take its series together or apart. */
  #renderActions({ path, series }: GraphNodeInfo): unknown {
    const { chosenBefore: before } = this;
    return html`<div class="actions" aria-label="Actions">
      ${this.#renderTrace('Trace inputs', { kind: 'inputs', from: path })}
      ${this.#renderTrace('Trace outputs', { kind: 'outputs', from: path })}
      ${
        before === undefined || before === path
          ? nothing
          : this.#renderTrace(`Path to ${shortLabel(lastPart(before))}`, {
              kind: 'path',
              from: path,
              to: before,
            })
      }
      <button
        type="button"
        class="button"
        title="Nodes that are set aside have no edges; their neighbours name them"
        @click=${() => this.dispatchEvent(new NodeMoved(path, !this.isAuxiliary))}
      >
        ${this.isAuxiliary ? 'Put back' : 'Set aside'}
      </button>
      ${series === undefined ? nothing : this.#renderRegroup(series, 'Group or ungroup')}
    </div>`;
  }

  #renderTrace(label: string, trace: GraphTrace): unknown {
    return html`<button
      type="button"
      class="button"
      @click=${() => this.dispatchEvent(new TraceAsked(trace))}
    >
      ${label}
    </button>`;
  }

  /** Of a node with several outputs a button for each, to see what takes it. */
  #renderConsumers({ path, outputs }: GraphNodeInfo): unknown {
    const ports = [...new Set(outputs.flatMap(({ output }) => output ?? []))].sort((a, b) => a - b);
    if (ports.length < 2) return nothing;
    return html`<div class="actions" aria-label="Consumers of one output">
      ${ports.map((port) => this.#renderTrace(`Output ${port}`, { kind: 'consumers', from: path, port }))}
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

  #renderFacts(info: GraphNodeInfo): unknown {
    const { path, op, device, series, cost, calls, usages, outputShapes = [] } = info;
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
          outputShapes.some(Boolean)
            ? html`<dt>Shapes</dt>
                <dd class="mono">${outputShapes.map((shape) => shape || 'unknown').join(', ')}</dd>`
            : nothing
        }
        ${
          cost === undefined
            ? nothing
            : html`<dt>Compute time</dt>
                <dd>${formatMicroseconds(cost.us)}</dd>
                <dt>Memory</dt>
                <dd>${formatBytes(cost.bytes)}</dd>`
        }
        ${
          calls === undefined
            ? nothing
            : html`<dt>Calls</dt>
                <dd>
                  ${calls.map(({ as, path: called }) => html`<div>${this.#renderLink(called)}${as === '' ? nothing : html` <span class="faint">${as}</span>`}</div>`)}
                </dd>`
        }
        ${
          usages === undefined
            ? nothing
            : html`<dt>Called by</dt>
                <dd>
                  ${usages.length === 0 ? 'nothing' : usages.map((usage) => html`<div>${this.#renderLink(usage)}</div>`)}
                </dd>`
        }
        ${
          series === undefined
            ? nothing
            : html`<dt>Series</dt>
                <dd>${lastPart(series)}</dd>`
        }
      </dl>
      ${info.change?.map((line) => html`<div class="change">${line}</div>`)} ${this.#renderActions(info)}
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

  #renderPorts(info: GraphNodeInfo): unknown {
    const { inputs, inputCount, outputs, outputCount } = info;
    return html`<section aria-label="Inputs and outputs">
      <h3>Inputs <span>${formatInteger(inputCount)}</span></h3>
      ${inputs.map((port) => this.#renderPort(port))} ${renderMore(inputCount - inputs.length)}
      <h3>Outputs <span>${formatInteger(outputCount)}</span></h3>
      ${outputs.map((port) => this.#renderPort(port))} ${renderMore(outputCount - outputs.length)}
      ${this.#renderConsumers(info)}
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

customElements.define('rl-graph-info', RlGraphInfo);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-info': RlGraphInfo;
  }
}
