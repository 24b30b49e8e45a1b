import { copyText } from '../../charts/copy-text.ts';
import type { MenuItem } from '../../widgets/rl-menu.ts';
import type { GraphBrowser } from './graph-browser.ts';
import { isScope, type Scene } from './scene.ts';

/** What can be done with a visible node, for the menu at the pointer. */
export function nodeMenu(browser: GraphBrowser, { nodeByPath }: Scene, path: string): MenuItem[] {
  const node = nodeByPath.get(path)?.node;
  if (node === undefined || node.kind === 'rest') return [];
  const { address, info, selectedBefore: before } = browser;
  const action = (label: string, run: () => void): MenuItem => ({ kind: 'action', label, run });
  const series = node.kind === 'series' ? path : info?.path === path ? info.series : undefined;
  const isOut = node.auxiliary !== undefined;
  return [
    ...(isScope(node) ? [action(node.open ? 'Close' : 'Open', () => browser.toggle(path))] : []),
    ...(series === undefined ? [] : [action('Group or ungroup the series', () => browser.regroup(series))]),
    action(isOut ? 'Put back' : 'Set aside', () => address.move(path, !isOut)),
    { kind: 'line' },
    action('Trace inputs', () => (address.trace = { kind: 'inputs', from: path })),
    action('Trace outputs', () => (address.trace = { kind: 'outputs', from: path })),
    ...(before === undefined || before === path
      ? []
      : [
          action('Shortest path to the node before', () => {
            address.trace = { kind: 'path', from: path, to: before };
          }),
        ]),
    { kind: 'line' },
    action('Copy the name', () => void copyText(path)),
  ];
}
