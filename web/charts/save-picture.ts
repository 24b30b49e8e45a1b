import { toFileName } from '../base/file-name.ts';
import type { Export } from './line-export.ts';
import { paintPng } from './paint-png.ts';
import { writeSvg } from './write-svg.ts';

/** Pixels of a PNG for each of the screen: sharp in print. */
const PNG_SCALE = 3;
/** The browser has begun to save by then. */
const REVOKE_MS = 10_000;

/** Has the browser save a picture as `<title>.svg` or `<title>.png`. */
export async function savePicture(picture: Export, format: 'svg' | 'png', title: string): Promise<void> {
  const blob =
    format === 'svg'
      ? new Blob([writeSvg(picture)], { type: 'image/svg+xml' })
      : await paintPng(picture, PNG_SCALE);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${toFileName(title)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
}
