import { css } from 'lit';

/** The picture of a graph. Sizes of text are those that measure-text.ts measures. */
export const canvasStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--rl-page) radial-gradient(var(--rl-border) 0.7px, transparent 0.8px) 0 0 / 20px 20px;
    touch-action: none;
  }
  svg {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    cursor: grab;
    user-select: none;
  }
  svg.dragging {
    cursor: grabbing;
  }
  text {
    font-family: var(--rl-font);
    pointer-events: none;
  }

  .panel {
    fill: var(--rl-panel);
    stroke: var(--rl-border-strong);
  }
  .panel.even {
    fill: var(--rl-page);
  }
  .box {
    fill: var(--g, var(--rl-card));
    stroke: var(--rl-border-strong);
  }
  .back {
    fill: var(--rl-card);
    opacity: 0.8;
  }
  .pill,
  .constant {
    fill: var(--g, var(--rl-card));
    stroke: var(--rl-control-border);
  }
  .constant {
    fill: var(--rl-page);
  }
  .rest .pill {
    stroke-dasharray: 3 3;
    fill: none;
  }
  .hit {
    fill: transparent;
  }
  [role='treeitem'] {
    cursor: default;
    outline: none;
  }
  [role='treeitem']:hover .box,
  [role='treeitem']:hover .pill,
  [role='treeitem']:hover .constant {
    fill: var(--rl-hover);
  }
  .stripe {
    stroke: var(--c);
    stroke-width: 2.4;
    stroke-linecap: round;
  }
  .dot {
    fill: var(--c, transparent);
  }
  .summary .dot {
    fill: none;
    stroke: var(--rl-text-3);
    stroke-width: 1.4;
  }
  .mark {
    fill: none;
    stroke: var(--rl-text-3);
  }
  .toggle:hover .mark {
    stroke: var(--rl-accent);
  }
  .scope-name {
    font-size: 12px;
    font-weight: 600;
    fill: var(--rl-text);
  }
  /* Lines may cross the head of an open scope: its texts stay readable. */
  .head {
    paint-order: stroke;
    stroke: var(--rl-panel);
    stroke-width: 4px;
  }
  .op-name {
    font-size: 11.5px;
    fill: var(--rl-text);
  }
  .rest .op-name {
    fill: var(--rl-text-2);
  }
  .note {
    font-size: 10.5px;
    fill: var(--rl-text-3);
    font-variant-numeric: tabular-nums;
  }
  .stub {
    font-size: 10.5px;
    fill: var(--rl-text-3);
  }
  .stub.control {
    font-style: italic;
  }
  .stub.reference {
    fill: var(--rl-idle);
  }
  .stub.absent {
    fill: var(--rl-warning);
  }
  .loop {
    fill: none;
    stroke: var(--rl-warning);
    stroke-width: 1.5;
  }
  .auxiliary .box,
  .auxiliary .pill {
    stroke-dasharray: 3 2;
  }
  /* Out of the way of what the trace or the colours are about. */
  .faded {
    opacity: 0.4;
  }
  .traced .box,
  .traced .pill,
  .traced.panel {
    stroke: var(--rl-run-2);
    stroke-width: 2;
  }
  .on-trace .edge {
    stroke: var(--rl-run-2);
  }
  .on-trace .arrow {
    fill: var(--rl-run-2);
  }
  .crossing .edge {
    stroke: var(--rl-run-4);
  }
  .end {
    text-anchor: end;
  }
  .middle {
    text-anchor: middle;
  }

  .chosen.panel,
  .chosen .box,
  .chosen .pill,
  .chosen .constant {
    stroke: var(--rl-accent);
    stroke-width: 2;
  }
  :focus-visible .box,
  :focus-visible .pill,
  :focus-visible .constant,
  :focus-visible .hit {
    stroke: var(--rl-focus);
    stroke-width: 2.5;
  }

  .edge {
    fill: none;
    stroke: var(--rl-control-border);
  }
  .arrow {
    fill: var(--rl-control-border);
  }
  .control .edge {
    stroke-dasharray: 2 4;
  }
  .reference .edge {
    stroke: var(--rl-idle);
  }
  .reference .arrow {
    fill: var(--rl-idle);
  }
  .near .edge {
    stroke: var(--rl-text-2);
  }
  .near .arrow {
    fill: var(--rl-text-2);
  }
  .tied {
    fill: none;
    stroke: var(--rl-accent);
    stroke-dasharray: 3 3;
  }
  .on .edge {
    stroke: var(--rl-accent);
  }
  .on .arrow {
    fill: var(--rl-accent);
  }
  .edge-label {
    font: 10px var(--rl-mono);
    fill: var(--rl-text-2);
    text-anchor: middle;
  }
  .edge-label-ground {
    fill: var(--rl-panel);
    pointer-events: none;
  }
  .page .edge-label-ground,
  .even .edge-label-ground {
    fill: var(--rl-page);
  }
  .on .edge-label {
    fill: var(--rl-accent);
  }
  /* Too small to be read, and thousands of letters to be drawn. */
  .far text,
  .far .edge-label-ground {
    display: none;
  }
`;
