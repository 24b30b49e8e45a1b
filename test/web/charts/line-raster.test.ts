import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ColumnCover } from '../../../web/charts/column-cover.ts';
import { LineRaster, type RasterStyle } from '../../../web/charts/line-raster.ts';
import { seededRandom } from '../../support/random.ts';

const BLACK: RasterStyle = { colour: '#000000', opacity: 1, width: 1, dash: [] };

/** Alpha of each pixel of a column from the top, as eighths. */
function readColumn(raster: LineRaster, column: number): string {
  const { pixels, width } = raster.peek();
  return Array.from({ length: pixels.length / width }, (_, row) =>
    Math.round(((pixels[row * width + column] ?? 0) >>> 24) / 32),
  ).join('');
}

test('covers as much of each pixel as a flat line does', () => {
  const raster = new LineRaster(3, 5, 1);
  raster.moveTo(0, 2.25);
  raster.lineTo(3, 2.25);
  raster.paint(BLACK);
  assert.equal(readColumn(raster, 1), '02600');
});

test('fills a column from where the line is highest to where it is lowest', () => {
  const raster = new LineRaster(2, 8, 1);
  raster.moveTo(0.1, 3.5);
  for (const [x, y] of [
    [0.3, 1.5],
    [0.5, 6.5],
    [0.7, 2.5],
  ] as const)
    raster.lineTo(x, y);
  raster.paint(BLACK);
  assert.equal(readColumn(raster, 0), '08888880');
  assert.equal(readColumn(raster, 1), '00000000');
});

test('fades a steep line into the next column', () => {
  const raster = new LineRaster(2, 8, 1);
  raster.moveTo(0, 0);
  raster.lineTo(2, 8);
  raster.paint(BLACK);
  const [first, second] = [readColumn(raster, 0), readColumn(raster, 1)];
  assert.match(first, /^8+[1-7]{3}0*$/);
  // The mirror image.
  assert.equal(second, [...first].toReversed().join(''));
});

test('paints nothing outside its clip, and what is below under what is above', () => {
  const raster = new LineRaster(4, 4, 1);
  raster.clipTo({ x: 1, y: 0, width: 2, height: 4 });
  for (const colour of ['#00ff00', '#ff0000']) {
    raster.moveTo(-1e5, 1.5);
    raster.lineTo(1e5, 1.5);
    raster.paint({ ...BLACK, colour });
  }
  assert.deepEqual(
    [0, 1, 2, 3].map((column) => readColumn(raster, column)),
    ['0000', '0800', '0800', '0000'],
  );
  assert.equal((raster.peek().pixels[5] ?? 0) & 0xffffff, 0x00ff00);
});

test('leaves out the gaps of a dash', () => {
  const raster = new LineRaster(6, 1, 1);
  raster.moveTo(0, 0.5);
  raster.lineTo(6, 0.5);
  raster.paint({ ...BLACK, dash: [2, 1] });
  assert.equal([0, 1, 2, 3, 4, 5].map((column) => readColumn(raster, column)).join(''), '880880');
});

test('a stack of faint lines adds up, also where an opaque one covers part of it', () => {
  const raster = new LineRaster(1, 8, 1);
  const paint = (from: number, to: number, style: Partial<RasterStyle>): void => {
    raster.moveTo(0.5, from);
    raster.lineTo(0.5, to);
    raster.paint({ ...BLACK, ...style });
  };
  paint(4, 8, { colour: '#0000ff' });
  for (let k = 0; k < 60; k++) paint(0, 8, { colour: '#ff0000', opacity: 0.1 });
  paint(0, 8, { colour: '#00ff00' });
  const { pixels } = raster.peek();
  assert.equal(readColumn(raster, 0), '88888888');
  const isNear = (pixel = 0, [red, green, blue]: readonly number[] = []): boolean =>
    [red, green, blue].every((want = 0, channel) => Math.abs(((pixel >>> (8 * channel)) & 255) - want) <= 5);
  // Of sixty faint lines 0.2 % is left to what is below them.
  assert.ok(isNear(pixels[1], [255, 0, 0]), String(pixels[1]));
  assert.ok(isNear(pixels[6], [0, 0, 255]), String(pixels[6]));
});

test('takes a column of points as it takes one after the other', () => {
  const x = Float64Array.from({ length: 60 }, (_, k) => k * 0.7 - 3);
  const y = x.map((place, k) => 20 + 15 * Math.sin(place) + (k % 3));
  const [whole, single] = [new LineRaster(32, 40, 1), new LineRaster(32, 40, 1)];
  whole.polyline(x, y, 0, x.length);
  single.moveTo(x[0] ?? 0, y[0] ?? 0);
  for (let k = 1; k < x.length; k++) single.lineTo(x[k] ?? 0, y[k] ?? 0);
  for (const raster of [whole, single]) raster.paint(BLACK);
  assert.deepEqual(whole.peek().pixels, single.peek().pixels);
  assert.ok(whole.peek().pixels.some((pixel) => pixel !== 0));
});

test('paints the same whether it knows what is hidden or not', (context) => {
  const random = seededRandom(3);
  const lines = Array.from({ length: 60 }, () =>
    Array.from({ length: 90 }, (_, k): [number, number] => [
      k * 1.731 - 4,
      40 + 4 * Math.sin(k / 20) + (random() - 0.5) * (random() < 0.05 ? 70 : 30),
    ]),
  );
  const paint = (): Int32Array => {
    const raster = new LineRaster(128, 80, 1);
    raster.clipTo({ x: 3, y: 2, width: 120, height: 74 });
    for (const opacity of [1, 0.1])
      for (const [k, points] of lines.entries()) {
        for (const [at, [x, y]] of points.entries()) raster[at === 0 ? 'moveTo' : 'lineTo'](x, y);
        raster.paint({ ...BLACK, colour: `#${100000 + k * 9000}`, opacity });
      }
    return raster.peek().pixels.slice();
  };
  const known = paint();
  let hidden = 0;
  const { hides } = ColumnCover.prototype;
  context.mock.method(
    ColumnCover.prototype,
    'hides',
    function (this: ColumnCover, ...stroke: Parameters<typeof hides>) {
      hidden += Number(hides.apply(this, stroke));
      return false;
    },
  );
  assert.deepEqual(paint(), known);
  assert.ok(hidden > 100, `${hidden} strokes are hidden`);
});
