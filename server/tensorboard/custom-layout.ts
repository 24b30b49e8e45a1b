import { tensorboard } from '../../proto/generated/plugin-data.js';
import { visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import type { PythonValue } from './python-json.ts';
import { CUSTOM_SCALARS, findBlobs } from './series-index.ts';
import { decodeStringTensor } from './string-tensor.ts';
import type { TensorBoardContext } from './tensorboard-routes.ts';

const { Layout } = tensorboard.plugins;
type Chart = tensorboard.plugins.Layout.Chart.$Properties;

const LAYOUT_TAG = 'custom_scalars__config__';

/**
 * The layouts of all runs as one, in the order of their names: categories of one title together, equal charts in one of
 * them once. An empty object without any. A layout that cannot be read counts as none.
 */
export async function mergedLayout(context: TensorBoardContext): Promise<PythonValue> {
  const categories: { title: string; closed: boolean; charts: Chart[] }[] = [];
  let version: number | undefined;
  for (const run of context.store.runs().toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const layout = await readLayout(context, run.name);
    if (layout === undefined) continue;
    const isFirst = version === undefined;
    version ??= layout.version;
    for (const category of layout.category) {
      const title = category.title ?? '';
      const charts = category.chart ?? [];
      const known = isFirst ? undefined : categories.find((each) => each.title === title);
      if (known === undefined) {
        categories.push({ title, closed: category.closed ?? false, charts: [...charts] });
        continue;
      }
      const keys = new Set(known.charts.map(chartKey));
      known.charts.push(...charts.filter((chart) => !keys.has(chartKey(chart))));
    }
  }
  if (version === undefined) return {};
  return {
    category: categories.map(({ title, closed, charts }) => ({
      title,
      chart: charts.map(chartJson),
      closed,
    })),
    version,
  };
}

async function readLayout(
  { store, blobs }: TensorBoardContext,
  run: string,
): Promise<tensorboard.plugins.Layout | undefined> {
  const series = findBlobs(store, CUSTOM_SCALARS, run, LAYOUT_TAG);
  const point = series && visiblePoints(series).at(-1);
  if (point === undefined) return undefined;
  const [payload] = await blobs.readAll([point]);
  const [bytes] = (payload instanceof Uint8Array && decodeStringTensor(payload)?.values) || [];
  try {
    return bytes && Layout.decode(bytes);
  } catch {
    return undefined;
  }
}

function chartKey(chart: Chart): string {
  return Buffer.from(Layout.Chart.encode(chart).finish()).toString('base64');
}

function chartJson({ title: text, multiline, margin }: Chart): PythonValue {
  const title = text ?? '';
  if (margin) {
    const series = (margin.series ?? []).map(({ value, lower, upper }) => ({
      value: value ?? '',
      lower: lower ?? '',
      upper: upper ?? '',
    }));
    return { title, margin: { series } };
  }
  return multiline ? { title, multiline: { tag: multiline.tag ?? [] } } : { title };
}
