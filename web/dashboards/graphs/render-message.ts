import { html } from 'lit';
import { formatBytes } from '../../base/format.ts';
import '../../widgets/rl-empty.ts';
import type { GraphBrowser } from './graph-browser.ts';

/** What stands in the graph's place while there is none: what is awaited, or what is wrong and can be done. */
export function renderMessage(browser: GraphBrowser): unknown {
  const { scene, chosen, error } = browser;
  const choices = browser.graphs.all;
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
        ${warnings.length > 0 ? 'Nothing of it could be read.' : 'The run wrote a graph without any node.'} It
        is ${formatBytes(scene.view.totals.bytes)} long.
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
