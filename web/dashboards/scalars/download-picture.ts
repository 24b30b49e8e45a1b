import type { ExportText } from '../../charts/line-export.ts';
import type { RlLineChart } from '../../charts/rl-line-chart.ts';
import { savePicture } from '../../charts/save-picture.ts';

/** Saves the chart as it is on the screen, with title, labels and a key, as `<title>.svg` or `<title>.png`. */
export async function downloadPicture(
  chart: RlLineChart,
  format: 'svg' | 'png',
  text: ExportText,
): Promise<void> {
  const picture = chart.layOutExport(text);
  if (picture) await savePicture(picture, format, text.title);
}
