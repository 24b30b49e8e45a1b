import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runlight } from '../../../proto/generated/live.js';
import { Catalogue } from '../../../web/data/catalogue.ts';
import { RunSelection } from '../../../web/data/run-selection.ts';
import { Observable } from '../../../web/base/observable.ts';
import { Settings } from '../../../web/data/settings.ts';
import { Status } from '../../../web/data/status.ts';
import type { RunInfo, RunValues } from '../../../web/data/types.ts';
import { Views } from '../../../web/data/views.ts';
import { ViewState } from '../../../web/data/view-state.ts';
import { FakeAddressBar } from './fake-address-bar.ts';

const { CatalogueUpdate, Run, RunWords, ViewsUpdate } = runlight.live;

/** Values that a test sets. */
class FakeValues extends Observable implements RunValues {
  wanted: readonly string[] = [];
  version = 0;
  #lastByRun: Readonly<Record<string, number>> = {};

  want(_owner: string, tags: readonly string[]): void {
    this.wanted = tags;
  }

  of(run: string): number | undefined {
    return this.#lastByRun[run];
  }

  arrive(lastByRun: Readonly<Record<string, number>>): void {
    this.#lastByRun = lastByRun;
    this.version++;
    this.changed();
  }
}

interface Page {
  readonly address: FakeAddressBar;
  readonly catalogue: Catalogue;
  readonly selection: RunSelection;
  readonly values: FakeValues;
  readonly views: Views;
  run(name: string): RunInfo;
  drawn(): string[];
}

function page(names: readonly string[], query = ''): Page {
  const address = new FakeAddressBar(query);
  const catalogue = new Catalogue();
  const view = new ViewState(address);
  const values = new FakeValues();
  const status = new Status();
  const settings = new Settings(view, undefined);
  const views = new Views('api/views');
  const selection = new RunSelection({
    catalogue,
    view,
    status,
    values,
    views,
    settings,
    storage: undefined,
  });
  appear(catalogue, names);
  return {
    address,
    catalogue,
    selection,
    values,
    views,
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

test('isolates a folder, then goes back to what was drawn before', () => {
  const { selection, drawn, run } = page(['x/1', 'x/2', 'y', 'z']);
  selection.setDrawn(run('z'), false);
  selection.isolateFolder('x/');
  assert.deepEqual(drawn(), ['x/1', 'x/2']);
  selection.isolate(run('y'));
  assert.deepEqual(drawn(), ['y']);
  selection.isolateFolder('x/');
  selection.isolateFolder('x/');
  assert.deepEqual(drawn(), ['x/1', 'x/2', 'y']);
});

test('gives every run the colour of its place in the catalogue, whatever is drawn and was drawn before', () => {
  const names = Array.from({ length: 30 }, (_, index) => `run-${index}`);
  const first = page(names);
  for (const name of ['run-27', 'run-3', 'run-8']) first.selection.isolate(first.run(name));
  const other = page(names, first.address.read());
  assert.deepEqual(other.drawn(), ['run-8']);
  const looks = ({ selection, run }: Page): string[] =>
    names.map((name) => `${selection.colourToken(run(name))} ${selection.dash(run(name)).join()}`);
  assert.deepEqual(looks(other), looks(first));
  assert.equal(looks(first)[27], '--rl-run-4 6,3');
});

test('gives groups their colours by all runs, whatever is drawn', () => {
  const names = ['b/0', 'a/0', 'b/1', 'c/0'];
  const { selection } = page(names, 'groupBy=folder&runs=!b/0');
  assert.deepEqual(
    ['b', 'a', 'c'].map((name) => selection.groupToken(name)),
    ['--rl-run-1', '--rl-run-2', '--rl-run-3'],
  );
});

test('leaves a run its colour when another makes a fold with it', () => {
  const { catalogue, selection, run } = page(['x', 'a/train', 'b']);
  appear(catalogue, ['a/validation']);
  assert.deepEqual(
    ['x', 'a/train', 'b', 'a/validation'].map((name) => selection.colourToken(run(name)).slice(9)),
    ['1', '2', '3', '2'],
  );
});

test('gives the parts of a fold one colour and several strokes, until folding is off', () => {
  const names = ['a/train', 'a/validation', 'b'];
  const folded = page(names);
  const look = ({ selection, run }: Page): string[] =>
    names.map((name) => `${selection.colourToken(run(name)).slice(9)} ${selection.dash(run(name)).join()}`);
  assert.deepEqual(look(folded), ['1 ', '1 6,3', '2 ']);
  assert.deepEqual(look(page(names, 'fold=0')), ['1 ', '2 ', '3 ']);
});

test('colours by what an expression captures, and leaves the rest grey', () => {
  const names = ['lr1-s0', 'lr2-s0', 'lr1-s1', 'other'];
  const { selection, run } = page(names, 'colourBy=re:(lr\\d)');
  assert.deepEqual(
    names.map((name) => selection.colourToken(run(name))),
    ['--rl-run-1', '--rl-run-2', '--rl-run-1', '--rl-text-3'],
  );
});

test('draws no run that is put away, calls others by their alias, and gives them the colour that was chosen', () => {
  const { selection, views, drawn, run } = page(['a', 'b', 'c']);
  const runs = [
    new RunWords({ run: 'a', archived: true }),
    new RunWords({ run: 'b', alias: 'best', colour: '#aa3377' }),
    new RunWords({ run: 'c', colour: 'run-9' }),
  ];
  views.apply(new ViewsUpdate({ runs }));
  assert.deepEqual(drawn(), ['b', 'c']);
  assert.equal(selection.available.length, 2);
  assert.deepEqual([selection.labelOf(run('b')), selection.labelOf(run('c'))], ['best', 'c']);
  assert.deepEqual(
    [selection.colourToken(run('b')), selection.colourToken(run('c'))],
    ['--rl-own-aa3377', '--rl-run-9'],
  );
  views.apply(new ViewsUpdate({ runs: [new RunWords({ run: 'a' })] }));
  assert.deepEqual(drawn(), ['a', 'b', 'c']);
});

test('draws what a query about values finds as they come', () => {
  const { selection, values, drawn } = page(['a', 'b']);
  selection.drawOnly('val/acc>0.5');
  assert.deepEqual(values.wanted, ['val/acc']);
  assert.deepEqual(drawn(), []);
  let changes = 0;
  selection.subscribe(() => changes++);
  values.arrive({ a: 0.4, b: 0.6 });
  assert.deepEqual(drawn(), ['b']);
  values.arrive({ a: 0.4, b: 0.7 });
  assert.equal(changes, 1);
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
