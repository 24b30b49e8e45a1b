import type { MeasureText, TextKind } from './node-size.ts';

/** Fonts of the picture's texts, as its style sheet sets them. */
const FONTS: Readonly<Record<TextKind, { readonly family: string; readonly style: string }>> = {
  scope: { family: '--rl-font', style: '600 12px' },
  op: { family: '--rl-font', style: '11.5px' },
  note: { family: '--rl-font', style: '10.5px' },
  edge: { family: '--rl-mono', style: '10px' },
};

/** Measures text in the fonts of the page. Each text is measured once: labels repeat. */
export function textMeasure(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  const root = getComputedStyle(document.documentElement);
  const widths = new Map<string, number>();
  return (text, kind) => {
    const key = `${kind} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      const { family, style } = FONTS[kind];
      if (context) context.font = `${style} ${root.getPropertyValue(family)}`;
      width = context?.measureText(text).width ?? text.length * 6;
      widths.set(key, width);
    }
    return width;
  };
}
