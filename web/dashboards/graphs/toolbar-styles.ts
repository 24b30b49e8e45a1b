import { css } from 'lit';

/** The strip above the graph, and what opens from it. */
export const toolbarStyles = css`
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
  .changes {
    display: flex;
    align-items: center;
    gap: 6px;
    height: 24px;
    padding: 0 8px;
    border-radius: var(--rl-r2);
    background: var(--rl-active);
    font-size: var(--rl-t-small);
    white-space: nowrap;
  }
  [popover] {
    inset: calc(var(--rl-topbar) + var(--rl-toolbar) + 8px) 12px auto auto;
    width: min(440px, calc(100vw - 24px));
    max-height: 70vh;
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
  @media (max-width: 1300px) {
    .facts span:nth-child(n + 3) {
      display: none;
    }
  }
  @media (max-width: 1000px) {
    .facts,
    nav {
      display: none;
    }
  }
`;
