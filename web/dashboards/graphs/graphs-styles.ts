import { css } from 'lit';

/** The graph dashboard: toolbar, canvas, and what floats over it. */
export const graphsStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .facts {
    display: flex;
    gap: var(--rl-s4);
    min-width: 0;
    overflow: hidden;
    color: var(--rl-text-3);
    font-size: var(--rl-t-small);
  }
  .facts b {
    color: var(--rl-text-2);
    font-weight: var(--rl-w-medium);
  }
  nav {
    display: flex;
    justify-content: flex-end;
    min-width: 0;
    color: var(--rl-text-2);
  }
  nav button:hover {
    color: var(--rl-accent);
  }
  nav b {
    color: var(--rl-text);
    font-weight: var(--rl-w-strong);
  }
  nav i {
    padding: 0 4px;
    color: var(--rl-text-3);
    font-style: normal;
  }
  .warnings {
    display: flex;
    align-items: center;
    gap: 5px;
    height: 24px;
    padding: 0 8px;
    border-radius: var(--rl-r2);
    background: var(--rl-warning-soft);
    color: var(--rl-warning);
    font-size: var(--rl-t-small);
  }
  .warnings rl-icon {
    width: 13px;
    height: 13px;
  }
  [popover] {
    inset: calc(var(--rl-topbar) + var(--rl-toolbar) + 8px) 12px auto auto;
    width: min(440px, calc(100vw - 24px));
    max-height: 60vh;
    margin: 0;
    padding: 10px 14px;
    border: 0;
    border-radius: var(--rl-r3);
    background: var(--rl-tip);
    box-shadow: var(--rl-shadow-3);
    color: var(--rl-text);
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: normal;
  }
  [popover] li + li {
    margin-top: 6px;
  }

  .figure {
    position: relative;
    flex: 1;
    min-height: 0;
    display: flex;
    background: var(--rl-page);
  }
  rl-graph-canvas {
    position: absolute;
    inset: 0;
  }
  .figure > rl-empty {
    position: relative;
    padding: 20px 24px;
    border-radius: var(--rl-r3);
    background: var(--rl-card);
    box-shadow: var(--rl-shadow-1);
  }
  .float {
    position: absolute;
    z-index: var(--rl-z-float);
  }
  rl-graph-search {
    top: 12px;
    left: 12px;
    width: 268px;
  }
  rl-graph-info {
    top: 12px;
    right: 12px;
    width: 300px;
    max-height: calc(100% - 148px);
  }
  rl-graph-legend {
    bottom: 12px;
    left: 12px;
    max-width: calc(100% - 420px);
  }
  rl-graph-minimap {
    right: 12px;
    bottom: 12px;
  }
  rl-graph-zoom {
    right: 220px;
    bottom: 12px;
  }
  .error {
    bottom: 100px;
    left: 50%;
    max-width: 80%;
    padding: 8px 14px;
    border-radius: var(--rl-r3);
    background: var(--rl-error-soft);
    box-shadow: var(--rl-shadow-2);
    color: var(--rl-error);
    transform: translateX(-50%);
    overflow-wrap: anywhere;
  }
  .error button {
    margin-left: 10px;
    text-decoration: underline;
  }

  @media (max-width: 1300px) {
    .facts span:nth-child(n + 3) {
      display: none;
    }
  }
  @media (max-width: 1000px) {
    .facts,
    nav,
    rl-graph-legend,
    rl-graph-minimap {
      display: none;
    }
    rl-graph-search {
      width: 200px;
    }
    rl-graph-zoom {
      right: 12px;
    }
    rl-graph-info {
      top: auto;
      right: 8px;
      bottom: 8px;
      left: 8px;
      width: auto;
      height: 170px;
    }
    rl-graph-info ~ rl-graph-zoom {
      bottom: 190px;
    }
  }
`;
