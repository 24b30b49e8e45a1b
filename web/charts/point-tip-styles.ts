import { css } from 'lit';

/** Of `rl-point-tip`. */
export const pointTipStyles = css`
  .secondary {
    font-weight: var(--rl-w-normal);
  }
  .actions {
    display: flex;
    gap: 2px;
    margin: -4px -6px -4px auto;
  }
  .rows {
    overflow: auto;
    max-height: min(52vh, 420px);
    margin: 0 -10px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  td,
  th {
    padding: 1px 0 1px 10px;
    color: var(--rl-text-2);
    font-weight: var(--rl-w-normal);
    font-variant-numeric: tabular-nums;
    text-align: right;
    white-space: nowrap;
  }
  th {
    color: var(--rl-text-3);
    font-size: var(--rl-t-tick);
  }
  .name {
    max-width: 220px;
    padding-left: 8px;
    text-align: left;
  }
  td:first-child {
    width: 22px;
    padding-left: 10px;
  }
  :is(td, th):last-child {
    padding-right: 10px;
  }
  svg {
    display: block;
    width: 14px;
    height: 8px;
    forced-color-adjust: none;
  }
  line {
    stroke: var(--c);
    stroke-width: 2.5;
  }
  .nearest td {
    background: var(--rl-selected);
    color: var(--rl-text);
    font-weight: var(--rl-w-medium);
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--rl-accent);
    font: inherit;
    cursor: pointer;
  }
  .link:hover {
    text-decoration: underline;
  }
  footer {
    display: flex;
    justify-content: space-between;
    gap: 16px;
    margin: 4px -10px 0;
    padding: 5px 10px 0;
    border-top: 1px solid var(--rl-border);
    color: var(--rl-text-3);
    font-size: var(--rl-t-tick);
    white-space: nowrap;
  }
`;
