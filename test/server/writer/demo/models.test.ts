import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildLinearGraph } from '../../../../server/writer/demo/build-linear-graph.ts';
import { LinearRegression } from '../../../../server/writer/demo/linear-regression.ts';
import { LogisticRegression } from '../../../../server/writer/demo/logistic-regression.ts';
import { SeededRandom } from '../../../../server/writer/demo/seeded-random.ts';

test('the linear regression finds the line that made its samples', () => {
  const model = new LinearRegression(1);
  const errors = Array.from({ length: 5000 }, () => model.step());
  assert.ok(errors.every((error, i) => i === 0 || error < (errors[i - 1] ?? 0)));
  assert.ok(Math.abs(model.weight - 0.8) < 0.01);
  assert.ok(Math.abs(model.bias - 0.7) < 0.01);
});

test('the logistic regression learns, and faster at a greater rate', () => {
  const losses = [0.5, 0.05, 0.005].map((rate) => {
    const model = new LogisticRegression(rate, 1);
    assert.ok(Math.abs(model.step().loss - Math.LN2) < 1e-12);
    return Array.from({ length: 200 }, () => model.step()).at(-1) ?? { loss: NaN, accuracy: NaN };
  });
  const [fast, middle, slow] = losses.map(({ loss }) => loss);
  assert.ok(fast! < middle! && middle! < slow! && slow! < Math.LN2);
  assert.ok((losses[0]?.accuracy ?? 0) > 0.9);
});

test('every input of the graph is a node, and the scopes are those of the tutorial', () => {
  const nodes = buildLinearGraph().node ?? [];
  const names = new Set(nodes.map((node) => node.name));
  assert.equal(names.size, nodes.length);
  const inputs = nodes.flatMap((node) => node.input ?? []);
  assert.deepEqual(
    inputs.filter((input) => !names.has(input.replace(/^\^/, ''))),
    [],
  );
  const scopes = new Set(nodes.map((node) => node.name?.split('/')[0]));
  assert.deepEqual([...scopes], ['original_data', 'linear_model', 'loss', 'optimizer', 'merge']);
});

function draw(seed: number): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: 4000 }, () => random.normal());
}

test('random numbers repeat with their seed and have the promised distribution', () => {
  assert.deepEqual(draw(5), draw(5));
  assert.notDeepEqual(draw(5), draw(6));
  const mean = draw(5).reduce((sum, value) => sum + value, 0) / 4000;
  const variance = draw(5).reduce((sum, value) => sum + value * value, 0) / 4000;
  assert.ok(Math.abs(mean) < 0.06 && Math.abs(variance - 1) < 0.1);
  const random = new SeededRandom(7);
  assert.ok(Array.from({ length: 4000 }, () => random.uniform()).every((value) => value >= 0 && value < 1));
});
