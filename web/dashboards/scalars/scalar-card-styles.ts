import { css } from 'lit';

/** A scalar card that another is held over. */
export const scalarCardStyles = css`
  rl-card.target {
    border-color: var(--rl-accent);
    box-shadow: 0 0 0 1px var(--rl-accent);
  }
`;
