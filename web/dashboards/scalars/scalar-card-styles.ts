import { css } from 'lit';

/** The element of a scalar card in its grid. */
export const scalarCardStyles = css`
  :host(.wide) {
    grid-column: 1 / -1;
    --rl-card-height: 420px;
  }
  rl-card.target {
    border-color: var(--rl-accent);
    box-shadow: 0 0 0 1px var(--rl-accent);
  }
`;
