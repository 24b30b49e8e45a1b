import { css } from 'lit';

/** What every element that is a card in a grid says of itself. */
export const cardHostStyles = css`
  :host {
    display: block;
    min-width: 0;
  }
`;
