import type { MenuItem } from '../../widgets/rl-menu.ts';
import { picturePng, pictureSvg, saveFile } from './export-picture.ts';
import { viewDot, viewJson } from './export-text.ts';
import type { GraphBrowser } from './graph-browser.ts';
import type { Box } from './layout/layout-types.ts';
import type { Scene } from './scene.ts';

/** Ways to save what is seen, the chosen node by itself, or the graph. */
export function exportItems(
  browser: GraphBrowser,
  scene: Scene,
  picture: SVGSVGElement | undefined,
): readonly MenuItem[] {
  const chosen = scene.nodeByPath.get(browser.selected ?? '')?.box;
  const whole: Box = { x: 0, y: 0, width: scene.width, height: scene.height };
  const action = (label: string, run: () => void): MenuItem => ({ kind: 'action', label, run });
  const pictures = (what: string, box: Box): MenuItem[] =>
    picture === undefined
      ? []
      : [
          action(`${what} as SVG`, () => saveFile(pictureSvg(picture, box), 'graph.svg')),
          action(
            `${what} as PNG`,
            () => void picturePng(picture, box).then((png) => saveFile(png, 'graph.png')),
          ),
        ];
  return [
    ...pictures('Picture', whole),
    ...(chosen ? pictures('Chosen node', chosen) : []),
    { kind: 'line' },
    action('What is open as Graphviz DOT', () => saveFile(viewDot(scene.view), 'graph.dot')),
    action('What is open as JSON', () => saveFile(viewJson(scene.view), 'graph.json')),
    { kind: 'line' },
    {
      kind: 'link',
      label: 'Graph as GraphDef (.pb)',
      href: browser.questions.fileUrl('pb'),
      download: 'graph.pb',
    },
    {
      kind: 'link',
      label: 'Graph as text (.pbtxt)',
      href: browser.questions.fileUrl('pbtxt'),
      download: 'graph.pbtxt',
    },
  ];
}
