import type { ExportText } from '../../charts/line-export.ts';
import { paintPng } from '../../charts/paint-png.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import { writeSvg } from '../../charts/write-svg.ts';
import { toFileName } from './export-links.ts';

/** Pixels of a PNG for each of the screen: sharp in print. */
const PNG_SCALE = 3;
/** The browser has begun to save by then. */
const REVOKE_MS = 10_000;

/** Saves the chart as it is on the screen, with title, labels and a key, as `<title>.svg` or `<title>.png`. */
export async function downloadPicture(
  chart: RlLineChart,
  format: 'svg' | 'png',
  text: ExportText,
): Promise<void> {
  const picture = chart.layOutExport(text);
  if (!picture) return;
  const blob =
    format === 'svg'
      ? new Blob([writeSvg(picture)], { type: 'image/svg+xml' })
      : await paintPng(picture, PNG_SCALE);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${toFileName(text.title)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
}
