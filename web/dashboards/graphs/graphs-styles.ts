import { css } from 'lit';

/** The graph dashboard: canvas, and what floats over it. */
export const graphsStyles = css`
  :host {
    display: flex;
    flex-direction: column;
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
  rl-graph-costs {
    bottom: 12px;
    left: 50%;
    width: min(620px, calc(100% - 24px));
    height: min(320px, 45%);
    transform: translateX(-50%);
  }
  .step {
    bottom: 12px;
    left: 50%;
    width: min(320px, 40%);
    padding: 4px 12px;
    border-radius: var(--rl-r3);
    background: var(--rl-tip);
    box-shadow: var(--rl-shadow-2);
    transform: translateX(-50%);
  }
  .trace {
    top: 12px;
    left: 292px;
    display: flex;
    align-items: center;
    gap: 8px;
    height: 34px;
    padding: 0 6px 0 12px;
    border-radius: var(--rl-r3);
    background: var(--rl-tip);
    box-shadow: var(--rl-shadow-2);
    font-size: var(--rl-t-small);
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

  /* Above the legend and the zoom, where there is no room beside them. */
  @media (max-width: 1420px) {
    rl-graph-costs {
      bottom: 90px;
      height: min(320px, 30%);
    }
  }
  @media (max-width: 1000px) {
    rl-graph-legend,
    rl-graph-minimap {
      display: none;
    }
    rl-graph-search {
      width: 200px;
    }
    .trace {
      left: 222px;
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
    rl-graph-costs {
      bottom: 8px;
      height: 170px;
    }
    rl-graph-costs ~ rl-graph-zoom {
      bottom: 190px;
    }
    /* One sheet at a time. */
    rl-graph-info ~ rl-graph-costs {
      display: none;
    }
    rl-graph-info ~ rl-graph-zoom {
      bottom: 190px;
    }
  }
`;
