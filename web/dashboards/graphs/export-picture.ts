import type { Box } from './layout/layout-types.ts';

/** Properties that make the picture look as it does, taken from the page for a file of its own. */
const STYLE_PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'opacity',
  'display',
] as const;

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
/** Browsers refuse canvases beyond this size. */
const MAX_SIDE_PX = 8192;
const PNG_SCALE = 2;

/** A part of the picture, or all of it, as an SVG file's text: colours and fonts as they are on the page now. */
export function pictureSvg(svg: SVGSVGElement, box: Box): string {
  const world = svg.querySelector('.world');
  const copy = document.createElementNS(SVG, 'svg');
  const { x, y, width, height } = withMargin(box);
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height }))
    ground.setAttribute(name, String(value));
  const host = (svg.getRootNode() as ShadowRoot).host;
  ground.setAttribute('fill', getComputedStyle(host).backgroundColor);
  copy.append(ground);
  if (world) {
    const wasFar = world.classList.contains('far');
    world.classList.remove('far');
    const inside = world.cloneNode(true) as Element;
    inlineStyles(world, inside);
    world.classList.toggle('far', wasFar);
    inside.removeAttribute('transform');
    copy.append(inside);
  }
  return new XMLSerializer().serializeToString(copy);
}

/** The same as a PNG file, twice as large unless that is too large. */
export async function picturePng(svg: SVGSVGElement, box: Box): Promise<Blob> {
  const { width, height } = withMargin(box);
  const scale = Math.min(PNG_SCALE, MAX_SIDE_PX / Math.max(width, height));
  const url = URL.createObjectURL(new Blob([pictureSvg(svg, box)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))));
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Saves something under a name, as a download. */
export function saveFile(content: Blob | string, name: string): void {
  const blob = typeof content === 'string' ? new Blob([content]) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function withMargin({ x, y, width, height }: Box): Box {
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

function inlineStyles(from: Element, to: Element): void {
  const own = getComputedStyle(from);
  for (const name of STYLE_PROPERTIES) {
    const value = own.getPropertyValue(name);
    if (value !== '') to.setAttribute(name, value);
  }
  for (const name of ['class', 'style', 'tabindex', 'role', 'data-index']) to.removeAttribute(name);
  const children = [...to.children];
  for (const [index, child] of [...from.children].entries()) {
    const copy = children[index];
    if (copy) inlineStyles(child, copy);
  }
}
