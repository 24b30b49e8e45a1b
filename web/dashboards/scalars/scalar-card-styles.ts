import { css } from 'lit';

/** The element of a scalar card in its grid. */
export const scalarCardStyles = css`
  :host(.wide) {
    grid-column: 1 / -1;
    --rl-card-height: 420px;
  }
  /* Its place in the grid closes meanwhile: what is below moves up, and back again. */
  :host(.full) {
    position: fixed;
    z-index: var(--rl-z-dialog);
    inset: 0;
    padding: var(--rl-s3);
    background: var(--rl-page);
    --rl-card-height: calc(100vh - 2 * var(--rl-s3));
  }
  :host(.full) rl-card {
    height: 100%;
    overflow: auto;
  }
  rl-card.target {
    border-color: var(--rl-accent);
    box-shadow: 0 0 0 1px var(--rl-accent);
  }
`;
