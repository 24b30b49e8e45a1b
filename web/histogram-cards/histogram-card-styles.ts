import { css } from 'lit';

/** A card that is as wide as the page is higher too. */
export const histogramCardStyles = css`
  :host(.wide) {
    grid-column: 1 / -1;
    --rl-card-height: 420px;
  }
`;
