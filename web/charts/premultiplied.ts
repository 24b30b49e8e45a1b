/**
 * Pixels as little-endian numbers of the bytes red, green, blue and alpha, the colours multiplied by the alpha, so that two
 * are blended by a few operations on whole numbers.
 */

/** A colour 0xrrggbb with an alpha up to 1. */
export function scaleColour(rgb: number, alpha: number): number {
  const red = ((rgb >> 16) * alpha) | 0;
  const green = (((rgb >> 8) & 255) * alpha) | 0;
  const blue = ((rgb & 255) * alpha) | 0;
  return ((255 * alpha) << 24) | (blue << 16) | (green << 8) | red;
}

/** A pixel above another: red and blue at once, then green and alpha. */
export function blend(upper: number, lower: number): number {
  const alpha = upper >>> 24;
  // 256 where nothing covers it, 0 where all does.
  const kept = 256 - alpha - (alpha >> 7);
  const even = ((Math.imul(lower & 0xff00ff, kept) + 0x800080) >>> 8) & 0xff00ff;
  const odd = (Math.imul((lower >>> 8) & 0xff00ff, kept) + 0x800080) & 0xff00ff00;
  return upper + even + odd;
}

/** Rows of pixels as a canvas takes them: its colours are not multiplied by the alpha. */
export function toImage(pixels: Int32Array, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  const { data } = image;
  const whole = new Int32Array(data.buffer);
  for (let k = 0; k < pixels.length; k++) {
    const pixel = pixels[k]!;
    const alpha = pixel >>> 24;
    if (alpha === 0) continue;
    if (alpha === 255) {
      whole[k] = pixel;
      continue;
    }
    const share = 255 / alpha;
    data[4 * k] = (pixel & 255) * share;
    data[4 * k + 1] = ((pixel >>> 8) & 255) * share;
    data[4 * k + 2] = ((pixel >>> 16) & 255) * share;
    data[4 * k + 3] = alpha;
  }
  return image;
}
