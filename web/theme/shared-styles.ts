import { css } from 'lit';

/** What every element shares: resets, focus ring, and the classes button, primary, link, chip, badge, kbd, mono, cut. */
export const sharedStyles = css`
  :host {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  button,
  input,
  select {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
    font-variant-numeric: inherit;
  }
  button {
    background: none;
    border: 0;
    padding: 0;
    cursor: default;
  }
  h1,
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font-size: inherit;
    font-weight: inherit;
  }
  ul {
    list-style: none;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--rl-focus);
    outline-offset: 1px;
    border-radius: var(--rl-r2);
  }
  .button {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    flex: none;
    height: var(--rl-control);
    padding: 0 var(--rl-s3);
    border: 1px solid var(--rl-border-strong);
    border-radius: var(--rl-r2);
    background: var(--rl-card);
    font-weight: var(--rl-w-medium);
    white-space: nowrap;
  }
  .button:hover {
    background: var(--rl-hover);
  }
  .button.primary {
    background: var(--rl-accent);
    border-color: var(--rl-accent);
    color: var(--rl-on-accent);
  }
  .button.primary:hover {
    background: var(--rl-accent-hover);
  }
  .link {
    color: var(--rl-accent);
    text-decoration: none;
  }
  .link:hover {
    text-decoration: underline;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    flex: none;
    height: 16px;
    padding: 0 5px;
    border-radius: var(--rl-r1);
    background: var(--rl-sunken);
    color: var(--rl-text-2);
    font-size: var(--rl-t-tick);
    white-space: nowrap;
  }
  .badge.warning {
    background: var(--rl-warning-soft);
    color: var(--rl-warning);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    height: 20px;
    padding: 0 7px;
    border-radius: var(--rl-r1);
    background: var(--rl-accent-soft);
    color: var(--rl-text);
    font: var(--rl-t-small) / 20px var(--rl-mono);
    white-space: nowrap;
  }
  kbd {
    display: inline-block;
    min-width: 17px;
    height: 18px;
    padding: 0 4px;
    border: 1px solid var(--rl-border);
    border-radius: var(--rl-r1);
    background: var(--rl-panel);
    color: var(--rl-text-2);
    font: var(--rl-t-tick) / 16px var(--rl-font);
    text-align: center;
  }
  .mono {
    font-family: var(--rl-mono);
    font-size: var(--rl-t-small);
  }
  .secondary {
    color: var(--rl-text-2);
  }
  .faint {
    color: var(--rl-text-3);
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .grow {
    flex: 1 1 auto;
    min-width: 0;
  }
`;
