import { css } from 'lit';

/** Of `rl-line-chart`. */
export const lineChartStyles = css`
  :host {
    position: absolute;
    inset: 0;
    overflow: hidden;
    touch-action: pan-y;
    user-select: none;
  }
  .axes,
  .lines,
  .overlay {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
  .lines {
    transition: opacity var(--rl-base) var(--rl-ease);
  }
  .lines.dimmed {
    opacity: var(--rl-dim-alpha);
    transition-duration: var(--rl-fast);
  }
  [hidden] {
    display: none;
  }
  .cross,
  .rings,
  .rings i {
    position: absolute;
    top: 0;
    left: 0;
    pointer-events: none;
  }
  .cross {
    border-left: 1px dashed var(--rl-text-3);
  }
  .rings i {
    width: 9px;
    height: 9px;
    margin: -4.5px 0 0 -4.5px;
    border: 2px solid;
    border-radius: 50%;
    background: var(--rl-card);
  }
  .hint {
    position: absolute;
    top: 10px;
    left: 50%;
    padding: 3px 8px;
    border-radius: var(--rl-r2);
    background: var(--rl-tip);
    box-shadow: var(--rl-shadow-1);
    color: var(--rl-text-2);
    font-size: var(--rl-t-small);
    white-space: nowrap;
    pointer-events: none;
    transform: translateX(-50%);
  }
  .announced {
    position: absolute;
    overflow: hidden;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
