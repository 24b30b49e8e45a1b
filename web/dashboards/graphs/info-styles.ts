import { css } from 'lit';

/** The panel with everything about a node. */
export const infoStyles = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 6px;
    height: 36px;
    padding: 0 6px 0 12px;
    border-bottom: 1px solid var(--rl-border);
    font-size: var(--rl-t-body);
  }
  header i {
    flex: none;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: var(--c, var(--rl-control-border));
  }
  header b {
    font-weight: var(--rl-w-strong);
  }
  .body {
    overflow: auto;
    min-height: 0;
    padding-bottom: 4px;
  }
  section {
    padding: 8px 12px 10px;
  }
  section + section {
    border-top: 1px solid var(--rl-border);
  }
  h3 {
    display: flex;
    justify-content: space-between;
    margin-bottom: 2px;
    color: var(--rl-text-2);
    font-weight: var(--rl-w-strong);
  }
  .row + h3 {
    margin-top: 6px;
  }
  h3 span {
    color: var(--rl-text-3);
    font-weight: 400;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(64px, auto) minmax(0, 1fr);
    gap: 3px 12px;
    margin: 0;
  }
  dt {
    color: var(--rl-text-3);
    overflow-wrap: anywhere;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    user-select: text;
  }
  .name {
    overflow-wrap: anywhere;
    user-select: text;
  }
  .absent {
    color: var(--rl-warning);
  }
  button.link {
    text-align: left;
  }
  .actions {
    display: flex;
    gap: 6px;
    margin-top: 8px;
  }
  @media (max-width: 1000px) {
    .body {
      display: flex;
      align-items: flex-start;
    }
    section {
      flex: 1 1 0;
      min-width: 200px;
    }
    section + section {
      border-top: 0;
    }
  }
  .actions {
    flex-wrap: wrap;
  }
  .actions .button {
    height: 24px;
  }
  .change {
    color: var(--rl-warning);
    overflow-wrap: anywhere;
  }
`;
