import assert from 'node:assert/strict';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { patchRuns, removeView, saveView } from '../../../server/views/change-views.ts';
import { ViewsFile } from '../../../server/views/views-file.ts';
import { ViewsStore } from '../../../server/views/views-store.ts';
import { until } from '../../support/injected-app.ts';
import { makeTempDir } from '../../support/temp-dir.ts';

async function openStore(t: TestContext, path: string) {
  const warnings: string[] = [];
  const store = await ViewsStore.open(await ViewsFile.at(path), (message) => warnings.push(message));
  t.after(() => store.close());
  return { store, warnings };
}

test('keeps words and views in a file of its own folder, for its owner only, and finds them again', async (t) => {
  const path = join(makeTempDir(t), 'deep', 'views.json');
  const { store } = await openStore(t, path);
  assert.deepEqual(readdirSync(dirname(dirname(path))), []);
  const words = {
    alias: 'Best',
    colour: '#AbC',
    note: 'two\nlines',
    labels: ['a', 'b', 'a', ' '],
    hidden: true,
  };
  await store.change(patchRuns({ 'x/run 1': words, other: { archived: true } }));
  await store.change(saveView('Mine ', { query: '?runs=a', isDefault: true }, 12));
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(dirname(path)), ['views.json']);
  const { store: again, warnings } = await openStore(t, path);
  assert.deepEqual(Object.fromEntries(again.views.runs), {
    'x/run 1': { alias: 'Best', colour: '#aabbcc', note: 'two\nlines', labels: ['a', 'b'], hidden: true },
    other: { archived: true },
  });
  assert.deepEqual([...again.views.saved], [['Mine', { query: 'runs=a', savedAt: 12, isDefault: true }]]);
  assert.deepEqual(warnings, []);
});

test('null, empty texts and false take words away, the rest stays, and only one view is the default', async () => {
  const store = await ViewsStore.open(undefined, () => {});
  await store.change(patchRuns({ a: { alias: 'A', note: 'n', hidden: true }, b: { labels: ['x'] } }));
  await store.change(patchRuns({ a: { alias: null, hidden: false, colour: 'run-24' }, b: { labels: [] } }));
  assert.deepEqual([...store.views.runs], [['a', { note: 'n', colour: 'run-24' }]]);
  await store.change(patchRuns({ a: null }));
  assert.equal(store.views.runs.size, 0);
  await store.change(saveView('one', { query: '1', isDefault: true }, 1));
  await store.change(saveView('two', { query: '2', isDefault: true }, 2));
  await store.change(saveView('two', { query: '3' }, 3));
  assert.deepEqual(Object.fromEntries(store.views.saved), {
    one: { query: '1', savedAt: 1 },
    two: { query: '3', savedAt: 3, isDefault: true },
  });
  await store.change(removeView('one'));
  await assert.rejects(store.change(removeView('one')), /VIEW_NOT_FOUND|no saved view "one"/);
});

test('refuses what is no word on a run, by the names of run and field, and changes nothing then', async () => {
  const store = await ViewsStore.open(undefined, () => {});
  const cases: [patch: object, message: RegExp][] = [
    [{ alias: 'x'.repeat(201) }, /Run "a": alias has 201 characters: at most 200/],
    [{ alias: 'a\u0007' }, /alias holds a control character/],
    [{ note: 'x'.repeat(10_001) }, /note has 10001/],
    [{ colour: 'red' }, /colour must be #rrggbb, or run-1 to run-24/],
    [{ colour: 'run-25' }, /colour must be/],
    [{ labels: Array.from({ length: 33 }, (_, at) => `l${at}`) }, /labels are 33: at most 32/],
    [{ labels: 'x' }, /labels must be a list/],
    [{ hidden: 'yes' }, /hidden must be true or false/],
    [{ color: 'red' }, /"color" is not known; there are alias, colour/],
  ];
  for (const [patch, message] of cases)
    await assert.rejects(store.change(patchRuns({ fine: { alias: 'b' }, a: patch })), message);
  assert.equal(store.views.runs.size, 0);
  await assert.rejects(store.change(saveView(' ', { query: '' }, 0)), /1 to 100 characters/);
  await assert.rejects(store.change(saveView('a', { query: 'x'.repeat(8193) }, 0)), /at most 8192/);
});

test('bounds how many runs and views there are', async () => {
  const store = await ViewsStore.open(undefined, () => {});
  for (let at = 0; at < 200; at++) await store.change(saveView(`v${at}`, { query: '' }, 0));
  await assert.rejects(store.change(saveView('more', { query: '' }, 0)), /At most 200 views/);
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`run${at}`, { hidden: true }]));
  await store.change(patchRuns(many));
  await assert.rejects(store.change(patchRuns({ more: { hidden: true } })), /at most 20000 runs/);
  await store.change(patchRuns({ run0: null, more: { hidden: true } }));
});

test('two servers on a file lose nothing of each other, field by field, and hear of it', async (t) => {
  const path = join(makeTempDir(t), 'views.json');
  const { store: one, warnings } = await openStore(t, path);
  const { store: two } = await openStore(t, path);
  const writes = Array.from({ length: 8 }, (_, at) => [
    one.change(patchRuns({ [`one${at}`]: { alias: 'x' }, both: { alias: `${at}` } })),
    two.change(patchRuns({ [`two${at}`]: { alias: 'x' }, both: { note: `${at}` } })),
  ]);
  await Promise.all(writes.flat());
  await until(() => one.views.runs.size === 17 && two.views.runs.size === 17);
  await until(() => one.views.runs.get('both')?.note === '7');
  assert.deepEqual(two.views.runs.get('both'), { alias: '7', note: '7' });
  assert.deepEqual(warnings, []);
});

test('what has not changed stays the same object when the file is read again', async (t) => {
  const path = join(makeTempDir(t), 'views.json');
  const { store: one } = await openStore(t, path);
  await one.change(patchRuns({ a: { alias: 'a' }, b: { alias: 'b' } }));
  const before = one.views;
  const { store: two } = await openStore(t, path);
  await two.change(patchRuns({ b: { alias: 'c' } }));
  await until(() => one.views.runs.get('b')?.alias === 'c');
  assert.equal(one.views.runs.get('a'), before.runs.get('a'));
  assert.equal(one.views.saved, before.saved);
});

test('a damaged file is named, and kept aside when something is to be written', async (t) => {
  const folder = makeTempDir(t);
  const path = join(folder, 'views.json');
  for (const text of ['{"format":"Runlight views","version":1,"runs":{"a"', '[1]', '']) {
    writeFileSync(path, text);
    const { store, warnings } = await openStore(t, path);
    assert.equal(readFileSync(path, 'utf8'), text);
    assert.match(warnings.join('\n'), /views\.json has 1 mistakes/);
    await store.change(patchRuns({ b: { alias: 'new' } }));
    const aside = readdirSync(folder).filter((name) => name.includes('.damaged-'));
    assert.ok(aside.some((name) => readFileSync(join(folder, name), 'utf8') === text));
    assert.match(readFileSync(path, 'utf8'), /"new"/);
    await store.close();
  }
});

test('of a file with a bad entry the good ones count, and the whole of it is kept aside', async (t) => {
  const folder = makeTempDir(t);
  const path = join(folder, 'views.json');
  const runs = { good: { alias: 'kept' }, bad: { colour: 'reddish' }, __proto__x: { hidden: true } };
  const saved = { fine: { query: 'a=1', savedAt: 5 }, broken: 7 };
  const text = JSON.stringify({ format: 'Runlight views', version: 1, runs, saved });
  writeFileSync(path, text);
  const { store, warnings } = await openStore(t, path);
  assert.deepEqual([...store.views.runs.keys()], ['good', '__proto__x']);
  assert.deepEqual([...store.views.saved.keys()], ['fine']);
  assert.match(warnings.join('\n'), /Run "bad": colour must be/);
  await store.change(removeView('fine'));
  const [aside = ''] = readdirSync(folder).filter((name) => name.includes('.damaged-'));
  assert.equal(readFileSync(join(folder, aside), 'utf8'), text);
});

test('a file of a later version is left as it is', async (t) => {
  const path = join(makeTempDir(t), 'views.json');
  const text = JSON.stringify({ format: 'Runlight views', version: 2, runs: [] });
  writeFileSync(path, text);
  const { store } = await openStore(t, path);
  assert.match(store.readOnly ?? '', /a later Runlight wrote it/);
  await assert.rejects(store.change(patchRuns({ a: { alias: 'b' } })), /cannot be changed: a later Runlight/);
  assert.equal(readFileSync(path, 'utf8'), text);
});

test('says that nothing can be kept where no file can be, and changes nothing', async (t) => {
  const folder = makeTempDir(t);
  writeFileSync(join(folder, 'file'), '');
  const { store } = await openStore(t, join(folder, 'file', 'views.json'));
  assert.match(store.readOnly ?? '', /ENOTDIR/);
  await assert.rejects(store.change(patchRuns({ a: { alias: 'b' } })), { code: 'VIEWS_READ_ONLY' });
  assert.equal(store.views.runs.size, 0);
});

test('follows a link to the file, keeps its rights, and writes again what somebody has removed', async (t) => {
  const folder = makeTempDir(t);
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', 'v.json'), '{"format":"Runlight views","version":1}', { mode: 0o640 });
  symlinkSync(join(folder, 'real', 'v.json'), join(folder, 'link.json'));
  const { store } = await openStore(t, join(folder, 'link.json'));
  await store.change(patchRuns({ a: { alias: 'b' } }));
  assert.equal(store.path, join(folder, 'real', 'v.json'));
  assert.equal(statSync(join(folder, 'real', 'v.json')).mode & 0o777, 0o640);
  unlinkSync(join(folder, 'real', 'v.json'));
  await store.change(patchRuns({ c: { alias: 'd' } }));
  assert.match(readFileSync(join(folder, 'link.json'), 'utf8'), /"a"[^]*"c"/);
});

test(
  'a file that may only be read is left alone',
  { skip: process.getuid?.() === 0 && 'the superuser may write everything' },
  async (t) => {
    const path = join(makeTempDir(t), 'views.json');
    const text = '{"format":"Runlight views","version":1}';
    writeFileSync(path, text, { mode: 0o444 });
    const { store } = await openStore(t, path);
    assert.match(store.readOnly ?? '', /EACCES/);
    await assert.rejects(store.change(patchRuns({ a: { alias: 'b' } })), { code: 'VIEWS_READ_ONLY' });
    assert.equal(readFileSync(path, 'utf8'), text);
  },
);
