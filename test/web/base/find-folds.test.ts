import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findFolds } from '../../../web/base/find-folds.ts';
import { ROOT_FOLDER } from '../../../web/base/run-tree.ts';

/** "path/ name name | …": folds and their parts in order. Runs have the tags that follow their name after a space. */
function fold(...lines: readonly string[]): string {
  const runs = lines.map((line, id) => {
    const [name = '', plugin = 'scalars', ...tags] = line.split(' ');
    return { id, name, tagsByPlugin: new Map([[plugin, tags]]) };
  });
  const parts = new Map<string, string[]>();
  for (const [id, { path, index }] of findFolds(runs)) {
    const list = parts.get(path) ?? [];
    const name = runs[id]?.name ?? '';
    list[index] = (path === ROOT_FOLDER ? name : name.slice(path.length)) || '.';
    parts.set(path, list);
  }
  return [...parts].map(([path, names]) => [path, ...names].join(' ')).join(' | ');
}

test('folds train and validation of Keras and of estimators', () => {
  assert.equal(
    fold('fit/1/validation', 'fit/1/train', 'fit/2/train', 'fit/2/validation'),
    'fit/1/ train validation | fit/2/ train validation',
  );
  assert.equal(fold('est/model', 'est/model/eval'), 'est/model/ . eval');
  assert.equal(fold('train', 'validation'), '');
  assert.equal(fold('a/train', 'a/other'), '');
  assert.equal(fold('a/train'), '');
});

test('folds the versions of Lightning with all that is in them', () => {
  assert.equal(
    fold('logs/version_10', 'logs/version_9/x', 'logs/version_9'),
    'logs/ version_9 version_9/x version_10',
  );
  assert.equal(fold('logs/version_1', 'logs/versions'), '');
});

test('folds the lines of add_scalars below the run that wrote them', () => {
  const main = ['exp scalars lr', 'exp/val_loss_a scalars val/loss', 'exp/val_loss_b scalars val/loss'];
  assert.equal(fold(...main), 'exp/ . val_loss_a val_loss_b');
  assert.equal(fold(...main, 'exp/other scalars val/loss'), '');
  assert.equal(fold(...main.slice(1)), '');
  assert.equal(fold(...main, 'exp/val_loss_c scalars val/loss more'), '');
  assert.equal(
    fold('exp scalars lr', 'exp/val/loss/b scalars val/loss', 'exp/val/loss/a scalars val/loss'),
    'exp/ . val/loss/a val/loss/b',
  );
});

test('folds what the run of the logdir itself wrote beside it', () => {
  const lines = ['loss_b scalars loss', 'loss_a scalars loss'];
  assert.equal(fold('. scalars lr', ...lines), './ . loss_a loss_b');
  assert.equal(fold('.', 'eval'), './ . eval');
  assert.equal(fold('. scalars lr', ...lines, 'other scalars lr loss'), '');
  assert.equal(fold(...lines), '');
  assert.equal(
    fold('a/. scalars lr', 'a/loss_b scalars loss', 'a/loss_a scalars loss'),
    'a/ . loss_a loss_b',
  );
});

test('folds the trials of add_hparams below the run that wrote them', () => {
  assert.equal(
    fold('exp scalars loss', 'exp/1612345678.12 hparams _hparams_/experiment'),
    'exp/ . 1612345678.12',
  );
  assert.equal(fold('exp scalars loss', 'exp/1612345678.12 scalars loss'), '');
});
