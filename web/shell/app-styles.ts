import { css } from 'lit';

/** The grid of the page. */
export const appStyles = css`
  :host {
    display: grid;
    grid-template:
      'top top' var(--rl-topbar)
      'news news' auto
      'runs main' minmax(0, 1fr)
      'status status' var(--rl-status) / auto minmax(0, 1fr);
    height: 100%;
  }
  rl-top-bar {
    grid-area: top;
    z-index: var(--rl-z-sticky);
  }
  .news {
    grid-area: news;
  }
  aside {
    grid-area: runs;
    position: relative;
    display: flex;
    min-height: 0;
    width: var(--rl-runs);
  }
  rl-run-list {
    flex: 1;
  }
  rl-resize-handle {
    position: absolute;
    z-index: 1;
    top: 0;
    right: -3px;
    bottom: 0;
  }
  main {
    grid-area: main;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  rl-status-line {
    grid-area: status;
    z-index: var(--rl-z-sticky);
  }
  rl-settings {
    position: fixed;
    z-index: var(--rl-z-drawer);
    top: var(--rl-topbar);
    right: 0;
    bottom: var(--rl-status);
  }
  .scrim {
    display: none;
  }
  @media (max-width: 1000px) {
    aside {
      position: fixed;
      z-index: var(--rl-z-drawer);
      top: var(--rl-topbar);
      bottom: var(--rl-status);
      left: 0;
      width: 296px;
      box-shadow: var(--rl-shadow-3);
    }
    rl-resize-handle {
      display: none;
    }
    .scrim {
      display: block;
      position: fixed;
      z-index: calc(var(--rl-z-drawer) - 1);
      inset: var(--rl-topbar) 0 var(--rl-status);
      background: var(--rl-scrim);
    }
  }
`;
