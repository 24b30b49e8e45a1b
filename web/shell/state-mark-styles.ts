import { css } from 'lit';

/** `<i class="mark live">`: disc with halo = live, ring = idle, short bar = done, turned square = lost. */
export const stateMarkStyles = css`
  .mark {
    flex: none;
    width: 7px;
    height: 7px;
    border-radius: 50%;
  }
  .mark.live {
    background: var(--rl-live);
    box-shadow: 0 0 0 2.5px color-mix(in srgb, var(--rl-live) 22%, transparent);
  }
  .mark.idle {
    border: 1.6px solid var(--rl-idle);
  }
  .mark.done {
    width: 6px;
    height: 1.6px;
    border-radius: 1px;
    background: var(--rl-text-3);
    opacity: 0.8;
  }
  .mark.lost {
    border-radius: 1px;
    background: var(--rl-error);
    transform: rotate(45deg);
  }
`;
