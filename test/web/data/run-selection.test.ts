import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runlight } from '../../../proto/generated/live.js';
import { Catalogue } from '../../../web/data/catalogue.ts';
import { RunSelection } from '../../../web/data/run-selection.ts';
import type { RunInfo } from '../../../web/data/types.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

const { CatalogueUpdate, Run } = runlight.live;

interface Page {
  readonly address: FakeAddressBar;
  readonly catalogue: Catalogue;
  readonly selection: RunSelection;
  run(name: string): RunInfo;
  drawn(): string[];
}

function page(names: readonly string[], query = ''): Page {
  const address = new FakeAddressBar(query);
  const catalogue = new Catalogue();
  const selection = new RunSelection(catalogue, new ViewState(address), undefined);
  appear(catalogue, names);
  return {
    address,
    catalogue,
    selection,
    run: (name) => catalogue.runs.find((run) => run.name === name) ?? assert.fail(`no run ${name}`),
    drawn: () => selection.drawn.map((run) => run.name),
  };
}

function appear(catalogue: Catalogue, names: readonly string[]): void {
  const first = catalogue.runs.length + 1;
  const runs = names.map((name, index) => new Run({ id: first + index, name, startTime: first + index }));
  catalogue.apply(new CatalogueUpdate({ runs }));
}

test('draws runs as they appear, each with the next colour', () => {
  const { catalogue, selection, drawn, run } = page(['a']);
  appear(catalogue, ['b']);
  assert.deepEqual(drawn(), ['a', 'b']);
  assert.equal(selection.colourToken(run('b')), '--rl-run-2');
});

test('writes what it draws to the URL and reads it back', () => {
  const first = page(['a', 'b', 'c']);
  first.selection.setDrawn(first.run('b'), false);
  assert.equal(first.address.read(), 'runs=!b');
  assert.deepEqual(page(['a', 'b', 'c'], first.address.read()).drawn(), ['a', 'c']);
});

test('isolates a run, and draws all again when it is the only one', () => {
  const { selection, drawn, run } = page(['a', 'b', 'c']);
  selection.isolate(run('b'));
  assert.deepEqual(drawn(), ['b']);
  assert.equal(selection.isDrawn(run('a')), false);
  selection.isolate(run('b'));
  assert.deepEqual(drawn(), ['a', 'b', 'c']);
});

test('gives no colour to a run that is not drawn until it is', () => {
  const { selection, run } = page(['a', 'b'], 'runs=!a');
  assert.equal(selection.colourToken(run('a')), '--rl-text-3');
  selection.setDrawn(run('a'), true);
  assert.equal(selection.colourToken(run('b')), '--rl-run-1');
  assert.equal(selection.colourToken(run('a')), '--rl-run-2');
});

test('draws none of what matches, then all', () => {
  const { selection, drawn } = page(['adamw', 'lion', 'adam']);
  selection.setMatching('adam', false);
  assert.deepEqual(drawn(), ['lion']);
  selection.setMatching('', true);
  assert.equal(drawn().length, 3);
});

test('loses the focus with the run', () => {
  const { catalogue, selection, run } = page(['a', 'b']);
  selection.focus(run('a').id);
  assert.equal(selection.focused, 1);
  catalogue.apply(new CatalogueUpdate({ removed: [1] }));
  assert.equal(selection.focused, undefined);
});

test('says when very many runs are why some are not drawn', () => {
  const names = Array.from({ length: 501 }, (_, index) => `run-${index}`);
  const { selection, drawn } = page(names);
  assert.equal(drawn().length, 500);
  assert.equal(selection.isLimited, true);
  selection.setMatching('', true);
  assert.equal(drawn().length, 501);
  assert.equal(selection.isLimited, false);
});
