import { css } from 'lit';

/** Styles of the rows of the run list. */
export const runRowStyles = css`
  :host {
    position: relative;
    display: block;
    min-height: 0;
  }
  .tree {
    position: absolute;
    inset: 0;
    overflow: auto;
    padding: 3px 0;
    /* Rows change at every frame of a scroll: nothing else is laid out again for that. */
    contain: strict;
  }
  .space {
    position: relative;
  }
  /* One box moves, not each row: styles of a row are computed again only where it says something else. */
  .window {
    position: absolute;
    top: 0;
    right: 0;
    left: 0;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 6px;
    height: var(--rl-row);
    padding: 0 var(--rl-s3) 0 calc(9px + 14px * var(--level, 0));
    contain: strict;
  }
  .row:hover,
  .row.focused {
    background: var(--rl-hover);
  }
  .tree:focus-visible {
    outline: none;
  }
  .tree:focus-visible .row.active {
    outline: 2px solid var(--rl-focus);
    outline-offset: -2px;
    border-radius: var(--rl-r2);
  }
  .check {
    display: grid;
    place-items: center;
    flex: none;
    width: 28px;
    height: 28px;
    margin-right: -7px;
  }
  .name {
    display: flex;
    flex: 1;
    min-width: 0;
    overflow: hidden;
    unicode-bidi: isolate;
    white-space: pre;
  }
  .name span {
    flex: none;
  }
  .name span:first-child {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .folder {
    cursor: pointer;
  }
  .folder rl-icon {
    width: 12px;
    height: 12px;
    margin-right: -3px;
    color: var(--rl-text-3);
  }
  .row.off .name {
    color: var(--rl-text-3);
  }
  .only {
    display: none;
    margin: 0 -4px;
  }
  .row:hover .only,
  .tree:focus-visible .row.active .only {
    display: block;
  }
  .note {
    width: 12px;
    height: 12px;
    color: var(--rl-text-3);
  }
  .badge.label {
    display: inline-block;
    flex: 0 1 auto;
    min-width: 20px;
    max-width: 64px;
    line-height: 16px;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  /* What can be done takes the place of what is said. */
  .row:hover .note,
  .row:hover .label {
    display: none;
  }
  .value {
    flex: none;
    width: 54px;
    color: var(--rl-text-2);
    text-align: right;
    white-space: nowrap;
  }
  .age {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: flex-end;
    gap: 5px;
    width: 54px;
    color: var(--rl-text-3);
    font-size: var(--rl-t-small);
    white-space: nowrap;
  }
`;
