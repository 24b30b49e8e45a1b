import { tokenValue } from '../theme/theme.ts';

/** The colours and the face that canvases draw with, as CSS values of the present theme. */
export interface Palette {
  readonly accent: string;
  readonly axis: string;
  readonly card: string;
  readonly font: string;
  readonly grid: string;
  readonly text: string;
  readonly secondaryText: string;
  readonly faintText: string;
  readonly warning: string;
  /** Of a token: "--rl-run-7". */
  colour(token: string): string;
}

/** Size in px of tick labels, as `--rl-t-tick`. */
export const TICK_FONT_PX = 10.5;

/** Reads the theme. Read again when it has changed. */
export function readPalette(): Palette {
  return {
    accent: tokenValue('--rl-accent'),
    axis: tokenValue('--rl-axis'),
    card: tokenValue('--rl-card'),
    font: tokenValue('--rl-font'),
    grid: tokenValue('--rl-grid'),
    text: tokenValue('--rl-text'),
    secondaryText: tokenValue('--rl-text-2'),
    faintText: tokenValue('--rl-text-3'),
    warning: tokenValue('--rl-warning'),
    colour: tokenValue,
  };
}
