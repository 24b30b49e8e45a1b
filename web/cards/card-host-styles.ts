import { css } from 'lit';

/** What every element that is a card in a grid says of itself: usual, as wide as the page, or over all of the window. */
export const cardHostStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
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
`;
