import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { GraphChoice, GraphSearch } from '../../../proto/api/graphs.ts';
import { formatBytes, formatInteger, formatPlural } from '../../base/format.ts';
import type { Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import '../../widgets/rl-empty.ts';
import '../../widgets/rl-icon.ts';
import '../../widgets/rl-select.ts';
import '../../widgets/rl-toolbar.ts';
import type { ValueChanged } from '../../widgets/value-changed.ts';
import { Camera, type Insets } from './camera.ts';
import { GraphBrowser } from './graph-browser.ts';
import type { NodeChosen, NodeSought, NodeToggled, SeriesRegrouped } from './graph-events.ts';
import { graphsStyles } from './graphs-styles.ts';
import { textMeasure } from './measure-text.ts';
import { NodeColours } from './node-colour.ts';
import { shortLabel } from './node-label.ts';
import { lastPart } from './path-parts.ts';
import './rl-graph-canvas.ts';
import './rl-graph-info.ts';
import './rl-graph-legend.ts';
import './rl-graph-minimap.ts';
import './rl-graph-search.ts';
import './rl-graph-zoom.ts';
import { scopesAround, type Scene } from './scene.ts';

/** Below this width details are a sheet at the bottom. */
const NARROW_PX = 1000;
const RUN_GRAPH_TAG = '__run_graph__';
const META_GRAPH_TAG = '__meta_graph__';

/** The graph of a run: its name scopes, opened and closed at will, with the details of a chosen node. */
export class RlGraphs extends LitElement {
  static override properties = { session: { attribute: false } };
  static override styles = [sharedStyles, graphsStyles];

  declare session: Session;

  readonly #camera = new Camera();
  readonly #resizes = new ResizeObserver(() => this.#measure());
  #browser: GraphBrowser | undefined;
  #endBrowser: (() => void) | undefined;
  /** Colours of the scene that was drawn last. */
  #coloured: { readonly scene: Scene; readonly colours: NodeColours } | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKeyDown);
    this.#browser = new GraphBrowser(this.session, this.#camera, textMeasure());
    this.#endBrowser = this.#browser.subscribe(() => this.requestUpdate());
    void this.updateComplete.then(() => this.#begin());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKeyDown);
    this.#resizes.disconnect();
    this.#endBrowser?.();
    this.#browser?.stop();
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#measure();
  }

  protected override render(): unknown {
    const browser = this.#browser;
    if (!browser) return nothing;
    const { scene, chosen, isBusy } = browser;
    const label = chosen
      ? `Graph of ${chosen.run}${chosen.tag === RUN_GRAPH_TAG ? '' : `, ${chosen.tag}`}`
      : 'Graph';
    return html`${this.#renderToolbar(browser)}
      <div class="figure" role="figure" aria-label=${label} aria-busy=${isBusy}>
        ${scene && scene.nodes.length > 0 ? this.#renderScene(browser, scene) : this.#renderMessage(browser)}
        ${scene && browser.error !== undefined ? this.#renderError(browser, browser.error) : nothing}
      </div>`;
  }

  #renderToolbar(browser: GraphBrowser): unknown {
    const { choices = [], chosen, scene } = browser;
    const runs = [...new Set(choices.map(({ run }) => run))];
    const graphs = choices.filter(({ run }) => run === chosen?.run);
    return html`<rl-toolbar aria-label="View">
      ${
        chosen
          ? html`<rl-select
              label="Run"
              .options=${runs.map((run) => ({ value: run, label: run }))}
              .value=${chosen.run}
              @value-changed=${(event: ValueChanged<string>) => browser.choose(event.value, undefined)}
            ></rl-select>`
          : nothing
      }
      ${
        chosen && graphs.length > 1
          ? html`<rl-select
              label="Graph"
              .options=${graphs.map((graph) => ({ value: graph.tag, label: graphName(graph) }))}
              .value=${chosen.tag}
              @value-changed=${(event: ValueChanged<string>) => browser.choose(chosen.run, event.value)}
            ></rl-select>`
          : nothing
      }
      ${scene ? renderFacts(scene) : nothing} ${scene ? renderWarnings(scene.view.warnings) : nothing}
      <span class="grow"></span>
      ${this.#renderPath(browser)}
      ${
        scene?.nodes.some(({ node }) => node.open)
          ? html`<button type="button" class="button" @click=${() => browser.closeAll()}>Close all</button>`
          : nothing
      }
    </rl-toolbar>`;
  }

  /** The scopes around the chosen node, each a way back to it. */
  #renderPath(browser: GraphBrowser): unknown {
    const { selected, scene } = browser;
    if (selected === undefined || !scene?.nodeByPath.has(selected)) return nothing;
    return html`<nav aria-label="Path">
      ${scopesAround(scene, selected)
        .slice(-3)
        .map(
          (scope) =>
            html`<button type="button" class="cut" title=${scope} @click=${() => browser.reveal(scope)}>
                ${shortLabel(lastPart(scope))}</button
              ><i>/</i>`,
        )}<b class="cut" title=${selected}>${shortLabel(lastPart(selected))}</b>
    </nav>`;
  }

  #renderScene(browser: GraphBrowser, scene: Scene): unknown {
    const { selected, info } = browser;
    const colours = this.#coloursOf(scene);
    const chosen = scene.nodeByPath.get(selected ?? '');
    return html`<rl-graph-canvas
        .scene=${scene}
        .colours=${colours}
        .camera=${this.#camera}
        .selected=${selected}
        @node-chosen=${(event: NodeChosen) => browser.select(event.path)}
        @node-toggled=${(event: NodeToggled) => browser.toggle(event.path)}
      ></rl-graph-canvas>
      <rl-graph-search
        class="float"
        .find=${this.#find}
        @node-sought=${(event: NodeSought) => this.#seek(event.path)}
      ></rl-graph-search>
      ${
        info && selected !== undefined
          ? html`<rl-graph-info
              class="float"
              role="complementary"
              aria-label="Details of the chosen node"
              .info=${info}
              .colour=${chosen && colours.of(chosen.node)}
              .isOpen=${chosen?.node.open === true}
              @node-chosen=${(event: NodeChosen) => browser.select(event.path)}
              @node-sought=${(event: NodeSought) => browser.reveal(event.path)}
              @node-toggled=${(event: NodeToggled) => browser.toggle(event.path)}
              @series-regrouped=${(event: SeriesRegrouped) => browser.regroup(event.path)}
            ></rl-graph-info>`
          : nothing
      }
      <rl-graph-legend class="float" .colours=${colours} .edges=${scene.view.edges}></rl-graph-legend>
      <rl-graph-zoom class="float" .camera=${this.#camera}></rl-graph-zoom>
      <rl-graph-minimap
        class="float"
        .scene=${scene}
        .camera=${this.#camera}
        .selected=${selected}
      ></rl-graph-minimap>`;
  }

  #renderMessage(browser: GraphBrowser): unknown {
    const { scene, chosen, choices, error } = browser;
    if (error !== undefined) {
      return html`<rl-empty heading="The graph cannot be shown">
        <p>${error}</p>
        <button slot="actions" type="button" class="button primary" @click=${() => browser.retry()}>
          Try again
        </button>
      </rl-empty>`;
    }
    if (scene) {
      const { warnings } = scene.view;
      return html`<rl-empty .heading=${warnings.length > 0 ? 'This graph is damaged' : 'This graph is empty'}>
        ${warnings.map((warning) => html`<p>${warning}</p>`)}
        <p>
          ${warnings.length > 0 ? 'Nothing of it could be read.' : 'The run wrote a graph without any node.'}
          It is ${formatBytes(scene.view.totals.bytes)} long.
        </p>
      </rl-empty>`;
    }
    if (chosen)
      return html`<rl-empty heading="Reading the graph"><p>${formatBytes(chosen.bytes)}</p></rl-empty>`;
    if (choices === undefined) return html`<rl-empty heading="Looking for graphs"></rl-empty>`;
    if (choices.length > 0) {
      const [first] = choices;
      return html`<rl-empty heading="That graph is not there">
        <p>The address names a run or graph that is not, or not yet, in the log directory.</p>
        <button
          slot="actions"
          type="button"
          class="button primary"
          @click=${() => first && browser.choose(first.run, undefined)}
        >
          Show the first graph
        </button>
      </rl-empty>`;
    }
    return html`<rl-empty heading="No run has a graph">
      <p>
        It appears here by itself when a run writes one: tf.summary.graph, add_graph, or write_graph of Keras.
      </p>
    </rl-empty>`;
  }

  #renderError(browser: GraphBrowser, error: string): unknown {
    return html`<div class="float error" role="alert">
      ${error}<button type="button" @click=${() => browser.retry()}>Try again</button>
    </div>`;
  }

  /** Bound once, so that the search does not take each rendering for another graph. */
  readonly #find = (query: string, signal: AbortSignal): Promise<GraphSearch> =>
    this.#browser?.search(query, signal) ?? Promise.resolve({ matches: [], total: 0, groups: [] });

  #seek(path: string): void {
    this.#browser?.reveal(path);
  }

  #coloursOf(scene: Scene): NodeColours {
    if (this.#coloured?.scene !== scene) this.#coloured = { scene, colours: new NodeColours(scene.view) };
    return this.#coloured.colours;
  }

  #begin(): void {
    const figure = this.renderRoot.querySelector('.figure');
    if (!figure || !this.isConnected) return;
    this.#resizes.observe(figure);
    this.#measure();
    this.#browser?.start();
  }

  /** Tells the camera how large the canvas is and what covers it. */
  #measure(): void {
    const figure = this.renderRoot.querySelector('.figure');
    if (!figure) return;
    const { clientWidth: width, clientHeight: height } = figure;
    const hasInfo = this.renderRoot.querySelector('rl-graph-info') !== null;
    this.#camera.setView({ width, height }, insets(width, hasInfo));
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event)) return;
    if (event.key === 'f') this.#camera.fit();
    else if (event.key === '/') this.renderRoot.querySelector('rl-graph-search')?.focus();
    else return;
    event.preventDefault();
  };
}

function graphName({ tag, kind }: GraphChoice): string {
  if (tag === RUN_GRAPH_TAG) return 'of the run';
  if (tag === META_GRAPH_TAG) return 'of the meta graph';
  return kind === 'conceptual' ? `${tag} (Keras model)` : tag;
}

function insets(width: number, hasInfo: boolean): Insets {
  if (width < NARROW_PX) return { left: 0, top: 52, right: 0, bottom: hasInfo ? 184 : 0 };
  return { left: 0, top: 52, right: hasInfo ? 312 : 0, bottom: 72 };
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

function isField(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]');
}

customElements.define('rl-graphs', RlGraphs);

declare global {
  interface HTMLElementTagNameMap {
    'rl-graphs': RlGraphs;
  }
}
