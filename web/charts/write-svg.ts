import type { Export } from './line-export.ts';
import type { CellsStyle, PathStyle, Shape, TextStyle, Trace } from './shape.ts';

const ANCHORS = { left: 'start', center: 'middle', right: 'end' } as const;
/** Digits after the point: a fiftieth of a pixel is never seen. */
const DIGITS = 2;
/** Strengths of cells, 0 to 255, are written in steps of so much. */
const CELL_DEGREE = 8;

/** A picture as an SVG document that needs nothing else. Whatever is in its texts stays text. */
export function writeSvg({ width, height, background, parts }: Export): string {
  const writer = new ShapeWriter();
  const body = parts.map(
    ({ shape, x, y }) => `<g transform="translate(${x} ${y})">${writer.write(shape)}</g>`,
  );
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<rect width="${width}" height="${height}"${attribute('fill', background)}/>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

class ShapeWriter {
  #clipCount = 0;

  write(shape: Shape): string {
    if (shape.type === 'text') return writeText(shape.style);
    if (shape.type === 'cells') return writeCells(shape.style);
    if (shape.type === 'trace') return writePath(tracePath(shape.trace), shape.style);
    const children = shape.children.map((child) => this.write(child)).join('\n');
    if (!shape.clip) return `<g>${children}</g>`;
    const id = `clip-${this.#clipCount++}`;
    const { x, y, width, height } = shape.clip;
    const rect = `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;
    return `<clipPath id="${id}">${rect}</clipPath><g clip-path="url(#${id})">${children}</g>`;
  }
}

/** The `d` of a path. */
function tracePath(trace: Trace): string {
  const parts: string[] = [];
  const print = (px: number): string => String(Number(px.toFixed(DIGITS)));
  trace({
    moveTo: (x, y) => parts.push(`M${print(x)} ${print(y)}`),
    lineTo: (x, y) => parts.push(`L${print(x)} ${print(y)}`),
    // Only whole circles are drawn; SVG needs two halves for one.
    arc: (x, y, radius) => {
      const half = `A${radius} ${radius} 0 1 1`;
      parts.push(`M${print(x + radius)} ${print(y)}${half} ${print(x - radius)} ${print(y)}`);
      parts.push(`${half} ${print(x + radius)} ${print(y)}`);
    },
  });
  return parts.join('');
}

function writePath(d: string, style: PathStyle): string {
  if (d === '') return '';
  return `<path d="${d}"${attribute('fill', style.fill ?? 'none')}${attribute('stroke', style.stroke)}${attribute(
    'stroke-width',
    style.lineWidth,
  )}${attribute('stroke-linejoin', style.lineJoin)}${attribute('stroke-linecap', style.lineCap)}${attribute(
    'stroke-dasharray',
    style.lineDash?.length ? style.lineDash.join(' ') : undefined,
  )}${attribute('opacity', style.opacity)}${attribute('paint-order', style.strokeFirst ? 'stroke' : undefined)}/>`;
}

/** Neighbours of the same strength in one rectangle; strengths in as few degrees as the eye tells apart. */
function writeCells({ box, columns, rows, colour, levels }: CellsStyle): string {
  const width = box.width / columns;
  const height = box.height / rows;
  const rects: string[] = [];
  for (let row = 0; row < rows; row++) {
    for (let from = 0; from < columns;) {
      const degree = Math.round(levels[row * columns + from]! / CELL_DEGREE);
      let to = from + 1;
      while (to < columns && Math.round(levels[row * columns + to]! / CELL_DEGREE) === degree) to++;
      if (degree > 0) {
        const [x, y] = [box.x + from * width, box.y + row * height].map((px) => Number(px.toFixed(DIGITS)));
        const size = `width="${Number(((to - from) * width).toFixed(DIGITS))}" height="${Number(height.toFixed(DIGITS))}"`;
        const opacity = Number(((degree * CELL_DEGREE) / 255).toFixed(DIGITS));
        rects.push(`<rect x="${x}" y="${y}" ${size} opacity="${opacity}"/>`);
      }
      from = to;
    }
  }
  return `<g${attribute('fill', colour)} shape-rendering="crispEdges">${rects.join('')}</g>`;
}

function writeText(style: TextStyle): string {
  const halo = style.stroke
    ? `${attribute('stroke', style.stroke)}${attribute('stroke-width', style.lineWidth)} stroke-linejoin="round" paint-order="stroke"`
    : '';
  const face = `${attribute('font-size', style.fontSize)}${attribute('font-family', style.fontFamily)}${attribute('font-weight', style.fontWeight)}`;
  const place = `x="${Number(style.x.toFixed(DIGITS))}" y="${Number(style.y.toFixed(DIGITS))}" dy="0.35em"`;
  return `<text ${place} text-anchor="${ANCHORS[style.align]}"${attribute('fill', style.fill)}${face}${halo}>${escape(style.text)}</text>`;
}

function attribute(name: string, value: string | number | undefined): string {
  return value === undefined ? '' : ` ${name}="${escape(String(value))}"`;
}

function escape(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // XML has no place for control characters and single halves of surrogate pairs.
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/\p{Surrogate}/gu, '\ufffd')
  );
}
