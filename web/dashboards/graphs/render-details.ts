import { html, nothing } from 'lit';
import type { GraphBrowser } from './graph-browser.ts';
import type {
  NodeChosen,
  NodeMoved,
  NodeSought,
  NodeToggled,
  SeriesRegrouped,
  TraceAsked,
} from './graph-events.ts';
import type { Painter } from './node-paint.ts';
import './rl-graph-info.ts';
import type { Scene } from './scene.ts';

/** What is told about the chosen node. @param more What else there is to say of it. */
export function renderDetails(
  browser: GraphBrowser,
  { nodeByPath }: Scene,
  painter: Painter,
  more: (path: string) => unknown,
): unknown {
  const { selected, info, address } = browser;
  if (info === undefined || selected === undefined) return nothing;
  const chosen = nodeByPath.get(selected);
  return html`<rl-graph-info
    class="float"
    role="complementary"
    aria-label="Details of the chosen node"
    .info=${info}
    .colour=${chosen && painter.of(chosen.node).parts[0]?.colour}
    .isOpen=${chosen?.node.open === true}
    .isAuxiliary=${chosen?.node.auxiliary !== undefined}
    .chosenBefore=${browser.selectedBefore}
    @node-chosen=${(event: NodeChosen) => browser.select(event.path)}
    @node-sought=${(event: NodeSought) => browser.reveal(event.path)}
    @node-toggled=${(event: NodeToggled) => browser.toggle(event.path)}
    @node-moved=${({ path, isOut }: NodeMoved) => address.move(path, isOut)}
    @trace-asked=${({ trace }: TraceAsked) => {
      address.trace = trace;
    }}
    @series-regrouped=${(event: SeriesRegrouped) => browser.regroup(event.path)}
    >${more(selected)}</rl-graph-info
  >`;
}
