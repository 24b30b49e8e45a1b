import { html, LitElement, nothing } from 'lit';
import type { GraphChoice } from '../../../proto/api/graphs.ts';
import { formatBytes, formatInteger, formatPlural } from '../../base/format.ts';
import { ObserveController } from '../../data/observe-controller.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-icon-button.ts';
import '../../widgets/rl-icon.ts';
import '../../widgets/rl-menu.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import '../../widgets/rl-select.ts';
import '../../widgets/rl-toolbar.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import type { GraphBrowser } from './graph-browser.ts';
import { toolbarStyles } from './toolbar-styles.ts';
import { shortLabel } from './node-label.ts';
import { lastPart } from './path-parts.ts';
import './rl-graph-options.ts';
import { scopesAround, type Scene } from './scene.ts';

const RUN_GRAPH_TAG = '__run_graph__';
const META_GRAPH_TAG = '__meta_graph__';

/** Which graph, how large it is, what is wrong with it, where one is in it, and what can be done with it. */
export class RlGraphToolbar extends LitElement {
  static override properties = { browser: { attribute: false }, listExports: { attribute: false } };
  static override styles = [sharedStyles, toolbarStyles];

  declare browser: GraphBrowser;
  /** Ways to save the picture. */
  declare listExports: () => readonly MenuItem[];

  constructor() {
    super();
    new ObserveController(this, () => this.browser);
  }

  protected override render(): unknown {
    const { browser } = this;
    const { chosen, scene, graphs: known } = browser;
    const choices = known.all ?? [];
    const runs = [...new Set(choices.map(({ run }) => run))];
    const graphs = choices.filter(({ run }) => run === chosen?.run);
    const keyOf = ({ tag, version }: GraphChoice): string => `${version} ${tag}`;
    return html`<rl-toolbar aria-label="View">
      ${
        chosen
          ? html`<rl-select
              label="Run"
              .options=${runs.map((run) => ({ value: run, label: run || 'files' }))}
              .value=${chosen.run}
              @value-changed=${(event: ValueChanged<string>) => browser.choose(event.value, undefined)}
            ></rl-select>`
          : nothing
      }
      ${
        chosen && graphs.length > 1
          ? html`<rl-select
              label="Graph"
              .options=${graphs.map((graph) => ({ value: keyOf(graph), label: this.#nameOf(graph, graphs) }))}
              .value=${keyOf(chosen)}
              @value-changed=${(event: ValueChanged<string>) => {
                const graph = graphs.find((one) => keyOf(one) === event.value);
                if (graph) browser.choose(chosen.run, graph.tag, graph.isShown ? undefined : graph.version);
              }}
            ></rl-select>`
          : nothing
      }
      ${scene ? renderFacts(scene) : nothing} ${scene ? renderWarnings(scene.view.warnings) : nothing}
      ${scene ? this.#renderChanges(scene) : nothing}
      <span class="grow"></span>
      ${this.#renderPath()}
      ${
        scene?.nodes.some(({ node }) => node.open)
          ? html`<button type="button" class="button" @click=${() => browser.closeAll()}>Close all</button>`
          : nothing
      }
      <button type="button" class="button" popovertarget="options">View</button>
      <div id="options" popover role="dialog" aria-label="View">
        <rl-graph-options .browser=${browser}></rl-graph-options>
      </div>
      <rl-menu label="Save" icon="save" .listItems=${this.listExports}></rl-menu>
    </rl-toolbar>`;
  }

  #nameOf({ tag, kind, step, version }: GraphChoice, all: readonly GraphChoice[]): string {
    const file = this.browser.graphs.fileNames.get(tag);
    if (file !== undefined) return file;
    const name = tag === RUN_GRAPH_TAG ? 'of the run' : tag === META_GRAPH_TAG ? 'of the meta graph' : tag;
    const isOne = all.filter((other) => other.tag === tag).length === 1;
    const which = isOne ? '' : `, number ${version + 1} at step ${step}`;
    return `${name}${which}${kind === 'conceptual' ? ' (Keras model)' : ''}`;
  }

  #renderChanges({ view: { changes } }: Scene): unknown {
    if (changes === undefined) return nothing;
    const { added, removed, reattributed, rewired, renamed } = changes;
    return html`<button type="button" class="changes" popovertarget="changes">
        <b>+${formatInteger(added)}</b> <b>−${formatInteger(removed)}</b>
        <b>~${formatInteger(reattributed + rewired)}</b>
        ${renamed.length > 0 ? formatPlural(renamed.length, 'scope renamed', 'scopes renamed') : nothing}
      </button>
      <div id="changes" popover role="dialog" aria-label="Changes">
        <ul>
          <li>${formatPlural(added, 'node')} added, ${formatInteger(removed)} removed</li>
          <li>
            ${formatInteger(reattributed)} with other attributes, ${formatInteger(rewired)} with other inputs
          </li>
          ${renamed.map(({ from, to, nodes }) => html`<li>${from} is now ${to} (${formatPlural(nodes, 'node')})</li>`)}
        </ul>
      </div>`;
  }

  /** The scopes around the chosen node, each a way back to it. */
  #renderPath(): unknown {
    const { selected, scene } = this.browser;
    if (selected === undefined || !scene?.nodeByPath.has(selected)) return nothing;
    return html`<nav aria-label="Path">
      ${scopesAround(scene, selected)
        .slice(-3)
        .map(
          (scope) =>
            html`<button type="button" class="cut" title=${scope} @click=${() => this.browser.reveal(scope)}>
                ${shortLabel(lastPart(scope))}</button
              ><i>/</i>`,
        )}<b class="cut" title=${selected}>${shortLabel(lastPart(selected))}</b>
    </nav>`;
  }
}

function renderFacts({ view }: Scene): unknown {
  const { nodes, edges, scopes, functions, devices, bytes } = view.totals;
  const facts: [string, string][] = [
    [formatInteger(nodes), nodes === 1 ? 'node' : 'nodes'],
    [formatInteger(edges), edges === 1 ? 'edge' : 'edges'],
    [formatInteger(scopes), scopes === 1 ? 'name scope' : 'name scopes'],
  ];
  if (functions > 0) facts.push([formatInteger(functions), functions === 1 ? 'function' : 'functions']);
  if (devices.length > 0)
    facts.push([formatInteger(devices.length), devices.length === 1 ? 'device' : 'devices']);
  return html`<span class="facts" aria-label="Size of the graph">
    ${facts.map(([count, what]) => html`<span><b>${count}</b> ${what}</span>`)}<span
      >${formatBytes(bytes)}</span
    >
  </span>`;
}

function renderWarnings(warnings: readonly string[]): unknown {
  if (warnings.length === 0) return nothing;
  return html`<button type="button" class="warnings" popovertarget="warnings">
      <rl-icon name="warning"></rl-icon>${formatPlural(warnings.length, 'warning')}
    </button>
    <div id="warnings" popover role="dialog" aria-label="Warnings">
      <ul>
        ${warnings.map((warning) => html`<li>${warning}</li>`)}
      </ul>
    </div>`;
}

customElements.define('rl-graph-toolbar', RlGraphToolbar);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graph-toolbar': RlGraphToolbar;
  }
}
