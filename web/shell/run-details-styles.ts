import { css } from 'lit';

/** Styles of the dialog for what people say about a run. */
export const runDetailsStyles = css`
  .form {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: 12px 14px;
  }
  label,
  #colour {
    padding-top: 5px;
    color: var(--rl-text-2);
  }
  input[type='text'],
  textarea {
    width: 100%;
    min-height: var(--rl-control);
    padding: 4px 8px;
    border: 1px solid var(--rl-control-border);
    border-radius: var(--rl-r2);
    background: var(--rl-card);
    color: var(--rl-text);
    font: inherit;
    line-height: var(--rl-lh);
    resize: vertical;
  }
  ::placeholder {
    color: var(--rl-text-3);
    opacity: 1;
  }
  .colours {
    display: grid;
    grid-template-columns: repeat(12, 24px);
    gap: 2px;
  }
  .colours button {
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    border: 3px solid var(--rl-tip);
    border-radius: 7px;
    background: var(--c);
    color: var(--rl-card);
    forced-color-adjust: none;
  }
  .colours button[aria-checked='true'] {
    box-shadow: 0 0 0 2px var(--rl-text);
  }
  .colours rl-icon {
    width: 12px;
    height: 12px;
  }
  .own {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-top: 6px;
  }
  input[type='color'] {
    width: 44px;
    height: 24px;
    padding: 0;
    border: 1px solid var(--rl-control-border);
    border-radius: var(--rl-r2);
    background: none;
  }
  .own .link:disabled {
    color: var(--rl-text-3);
    text-decoration: none;
  }
  .labels {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .labels .chip {
    margin-top: 4px;
    padding-right: 2px;
  }
  .chip button {
    display: grid;
    place-items: center;
    width: 24px;
    height: 24px;
    margin: -2px -3px;
  }
  .chip rl-icon {
    width: 10px;
    height: 10px;
  }
  .labels input {
    flex: 1 1 120px;
  }
  .place,
  .error {
    grid-column: 1 / -1;
    font-size: var(--rl-t-small);
    line-height: 16px;
    overflow-wrap: anywhere;
  }
  .error {
    color: var(--rl-error);
  }
`;
