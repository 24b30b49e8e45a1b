import { html, LitElement, nothing, type PropertyValues } from 'lit';
import type { GraphInstrument } from '../../../proto/api/graph-costs.ts';
import type { Session } from '../../data/types.ts';
import { sharedStyles } from '../../theme/shared-styles.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import '../../widgets/rl-menu.ts';
import { Camera, type Insets } from './camera.ts';
import type { Colouring } from './graph-address.ts';
import { exportItems } from './export-items.ts';
import { GraphBrowser } from './graph-browser.ts';
import type { MenuAsked, NodeChosen, NodeSought, NodeToggled, SearchAsked } from './graph-events.ts';
import { graphsStyles } from './graphs-styles.ts';
import { textMeasure } from './measure-text.ts';
import { nodeMenu } from './node-menu.ts';
import { makePainter, type Painter } from './node-paint.ts';
import './rl-graph-canvas.ts';
import { instrumentsAt } from './instruments.ts';
import './rl-graph-instruments.ts';
import './rl-graph-legend.ts';
import './rl-graph-minimap.ts';
import type { RlGraphSearch } from './rl-graph-search.ts';
import './rl-graph-search.ts';
import './rl-graph-zoom.ts';
import { renderStep, renderTrace } from './render-controls.ts';
import { renderDetails } from './render-details.ts';
import { renderMessage } from './render-message.ts';
import type { RlGraphCosts } from './rl-graph-costs.ts';
import './rl-graph-costs.ts';
import './rl-graph-toolbar.ts';
import type { Scene } from './scene.ts';

/** Names can still be made out: what is seen whole is drawn no smaller for the sake of the table of costs. */
const MIN_REFIT_SCALE = 0.6;
/** Below this width details are a sheet at the bottom. */
const NARROW_PX = 1000;
const RUN_GRAPH_TAG = '__run_graph__';

/** The graph of a run: its name scopes, opened and closed at will, with the details of a chosen node. */
export class RlGraphs extends LitElement {
  static override properties = { session: { attribute: false }, closedCosts: { state: true } };
  static override styles = [sharedStyles, graphsStyles];

  declare session: Session;
  /** Profile whose table of costs was closed. */
  declare protected closedCosts: string | undefined;

  readonly #camera = new Camera();
  readonly #resizes = new ResizeObserver(() => this.#measure());
  #browser: GraphBrowser | undefined;
  #endBrowser: (() => void) | undefined;
  #hadInfo = false;
  #costsHeight = 0;
  /** Colours of the scene that was drawn last. */
  #painted:
    | {
        readonly scene: Scene;
        readonly colouring: Colouring;
        readonly nodeValues: ReadonlyMap<string, number>;
        readonly painter: Painter;
      }
    | undefined;

  /** What asks about the shown graph. */
  #bound:
    | {
        readonly key: string;
        readonly find: RlGraphSearch['find'];
        readonly loadCosts: RlGraphCosts['load'];
      }
    | undefined;

  /** Kept, so that the panel does not read them again at each rendering. */
  #instruments:
    | {
        readonly all: readonly GraphInstrument[];
        readonly path: string;
        readonly found: readonly GraphInstrument[];
      }
    | undefined;

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
    return html`<rl-graph-toolbar .browser=${browser} .listExports=${this.#listExports}></rl-graph-toolbar>
      <div class="figure" role="figure" aria-label=${label} aria-busy=${isBusy}>
        ${scene && scene.nodes.length > 0 ? this.#renderScene(browser, scene) : renderMessage(browser)}
        ${scene && browser.error !== undefined ? this.#renderError(browser, browser.error) : nothing}
      </div>`;
  }

  #renderScene(browser: GraphBrowser, scene: Scene): unknown {
    const { selected } = browser;
    const painter = this.#painterOf(browser, scene);
    this.#bindTo(browser);
    return html`<rl-graph-canvas
        .scene=${scene}
        .painter=${painter}
        .camera=${this.#camera}
        .selected=${selected}
        .areDevicesShown=${browser.address.isByDevice || browser.address.colouring === 'device'}
        @node-chosen=${(event: NodeChosen) => browser.select(event.path)}
        @node-toggled=${(event: NodeToggled) => browser.toggle(event.path)}
        @menu-asked=${({ path, left, top }: MenuAsked) => {
          const items = nodeMenu(browser, scene, path);
          if (items.length > 0) void this.renderRoot.querySelector('rl-menu')?.openAt(left, top, items);
        }}
      ></rl-graph-canvas>
      <rl-menu floating label="What to do with the node"></rl-menu>
      <rl-graph-search
        class="float"
        .find=${this.#bound?.find}
        @node-sought=${(event: NodeSought) => this.#seek(event.path)}
      ></rl-graph-search>
      ${renderDetails(browser, scene, painter, (path) => this.#renderInstruments(browser, path))}
      ${renderTrace(browser, scene)} ${renderStep(browser)} ${this.#renderCosts(browser)}
      <rl-graph-legend
        class="float"
        .painter=${painter}
        .edges=${scene.view.edges}
        @search-asked=${({ query }: SearchAsked) => this.renderRoot.querySelector('rl-graph-search')?.ask(query)}
      ></rl-graph-legend>
      <rl-graph-zoom class="float" .camera=${this.#camera}></rl-graph-zoom>
      <rl-graph-minimap
        class="float"
        .scene=${scene}
        .camera=${this.#camera}
        .selected=${selected}
      ></rl-graph-minimap>`;
  }

  /** The run's numbers that belong to the chosen node. */
  #renderInstruments(browser: GraphBrowser, path: string): unknown {
    if (this.#instruments?.all !== browser.numbers.instruments || this.#instruments.path !== path) {
      const found = instrumentsAt(browser.numbers.instruments, path);
      this.#instruments = { all: browser.numbers.instruments, path, found };
    }
    const { found } = this.#instruments;
    if (found.length === 0) return nothing;
    return html`<rl-graph-instruments
      .client=${browser.numbers.client}
      .run=${browser.chosen?.run ?? ''}
      .instruments=${found}
      .step=${browser.address.step}
      .linkTo=${this.#linkTo}
    ></rl-graph-instruments>`;
  }

  #renderCosts({ address }: GraphBrowser): unknown {
    const { profile } = address;
    if (profile === undefined || this.closedCosts === profile) return nothing;
    return html`<rl-graph-costs
      class="float"
      role="complementary"
      aria-label="Costliest nodes"
      .load=${this.#bound?.loadCosts}
      @node-sought=${(event: NodeSought) => this.#seek(event.path)}
      @close=${() => {
        this.closedCosts = profile;
      }}
    ></rl-graph-costs>`;
  }

  #renderError(browser: GraphBrowser, error: string): unknown {
    return html`<div class="float error" role="alert">
      ${error}<button type="button" @click=${() => browser.retry()}>Try again</button>
    </div>`;
  }

  /** The search and the table go on with what they found as long as they are about the same graph. */
  #bindTo({ questions }: GraphBrowser): void {
    const { key } = questions;
    if (this.#bound?.key === key) return;
    this.#bound = {
      key,
      find: (query, signal) => questions.search(query, signal),
      loadCosts: (signal) => questions.costs(signal),
    };
  }

  readonly #linkTo = (dashboard: string): string => this.session.view.linkWith('dash', dashboard);

  readonly #listExports = (): readonly MenuItem[] => {
    const browser = this.#browser;
    const scene = browser?.scene;
    const canvas = this.renderRoot.querySelector('rl-graph-canvas');
    if (!browser || !scene || !canvas) return [];
    return exportItems(browser, scene, canvas.picture);
  };

  #seek(path: string): void {
    this.#browser?.reveal(path);
  }

  #painterOf({ address, numbers }: GraphBrowser, scene: Scene): Painter {
    const { colouring } = address;
    const nodeValues = numbers.byNode;
    const painted = this.#painted;
    if (painted?.scene === scene && painted.colouring === colouring && painted.nodeValues === nodeValues) {
      return painted.painter;
    }
    const painter = makePainter(scene.view, colouring, nodeValues);
    this.#painted = { scene, colouring, nodeValues, painter };
    return painter;
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
    const costs = this.renderRoot.querySelector('rl-graph-costs');
    const costsHeight = costs ? height - costs.offsetTop : 0;
    this.#camera.setView({ width, height }, insets(width, hasInfo, costsHeight));
    // The table comes after the graph: what is seen whole stays so, while it can be read.
    const isMoved = costsHeight !== this.#costsHeight && this.#camera.isFitted;
    if (isMoved && this.#camera.fitScale() >= MIN_REFIT_SCALE) this.#camera.fit();
    this.#costsHeight = costsHeight;
    // What was chosen must not end up below what is told about it.
    const chosen = this.#browser?.scene?.nodeByPath.get(this.#browser.selected ?? '');
    if (hasInfo && !this.#hadInfo && chosen)
      this.#camera.reveal({ ...chosen.box, height: chosen.headHeight });
    this.#hadInfo = hasInfo;
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event)) return;
    if (event.key === 'f') this.#camera.fit();
    else if (event.key === '/') this.renderRoot.querySelector('rl-graph-search')?.focus();
    else return;
    event.preventDefault();
  };
}

function insets(width: number, hasInfo: boolean, costsHeight: number): Insets {
  if (width < NARROW_PX) return { left: 0, top: 52, right: 0, bottom: hasInfo ? 184 : costsHeight };
  return { left: 0, top: 52, right: hasInfo ? 312 : 0, bottom: Math.max(72, costsHeight) };
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
