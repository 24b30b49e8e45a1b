import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOutExport } from '../../../web/charts/line-export.ts';
import { buildLinePicture } from '../../../web/charts/line-picture.ts';
import type { LineSeries } from '../../../web/charts/line-series.ts';
import type { Palette } from '../../../web/charts/palette.ts';
import { writeSvg } from '../../../web/charts/write-svg.ts';
import { buildLine } from './build-line.ts';

const SIZE = { width: 400, height: 200 };
const VIEW = { axis: 'step', xScale: 'linear', yScale: 'linear', ignoresOutliers: false } as const;
const PALETTE: Palette = {
  accent: '#00f',
  axis: '#888',
  card: '#fff',
  font: '"Some Face", sans-serif',
  grid: '#eee',
  text: '#000',
  secondaryText: '#333',
  faintText: '#666',
  warning: '#a50',
  colour: (token) => `#${token.length}`,
};

function draw(series: readonly LineSeries[], title = 'loss'): string {
  const picture = buildLinePicture(series, VIEW, SIZE, PALETTE);
  assert.ok(picture);
  return writeSvg(layOutExport(picture, SIZE, { title, xLabel: 'Step', yLabel: 'value' }));
}

test('has title, labels, ticks, key and lines', () => {
  const svg = draw([
    { ...buildLine(1, [0, 1000], [0, 1]), label: 'first' },
    { ...buildLine(2, [0, 1000], [1, NaN]), label: 'second', dash: [6, 3] },
  ]);
  for (const text of ['loss', 'Step', 'value', 'first', 'second', '200', '0.4']) {
    assert.ok(svg.includes(`>${text}</text>`), text);
  }
  assert.match(svg, /stroke-dasharray="6 3"/);
  assert.match(svg, /font-family="&quot;Some Face&quot;, sans-serif"/);
  assert.ok(!svg.includes('NaN') && !svg.includes('undefined'));
});

test('keeps hostile text as text', () => {
  const svg = draw([{ ...buildLine(1, [0, 1], [0, 1]), label: '</text><script>x</script>\u0000&"\ud800' }]);
  assert.ok(!svg.includes('<script'));
  assert.ok(svg.includes('&lt;/text&gt;&lt;script&gt;x&lt;/script&gt;\ufffd&amp;&quot;\ufffd</text>'));
});

test('says how many lines its key leaves out', () => {
  const lines = Array.from({ length: 1000 }, (_, id) => ({
    ...buildLine(id, [0, 1], [0, id]),
    label: `a run with a name that takes the whole width of the picture ${id}`,
  }));
  assert.ok(draw(lines).includes('>and 800 more</text>'));
});
