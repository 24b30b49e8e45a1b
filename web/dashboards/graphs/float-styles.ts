import { css } from 'lit';

/** A panel that floats over the canvas, and the parts that panels are made of. */
export const floatStyles = css`
  :host {
    display: block;
    overflow: hidden;
    border-radius: var(--rl-r3);
    background: var(--rl-tip);
    box-shadow: var(--rl-shadow-2);
    font-size: var(--rl-t-small);
    line-height: 16px;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 22px;
  }
  .row > .end {
    flex: none;
    max-width: 60%;
    margin-left: auto;
    color: var(--rl-text-3);
  }
  @media (forced-colors: active) {
    :host {
      border: 1px solid;
    }
  }
`;
