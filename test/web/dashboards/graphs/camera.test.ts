import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Camera } from '../../../../web/dashboards/graphs/camera.ts';

const NO_INSETS = { left: 0, top: 0, right: 0, bottom: 0 };

function camera(width = 1000, height = 600): Camera {
  const made = new Camera();
  made.setView({ width: 800, height: 600 }, NO_INSETS);
  made.setPicture({ width, height });
  return made;
}

describe('Camera', () => {
  it('shows the whole picture in the middle', () => {
    const view = camera();
    view.fit();
    const { x, y, width, height } = view.visible;
    assert.ok(x <= 0 && y <= 0 && x + width >= 1000 && y + height >= 600);
    assert.ok(Math.abs(x + width / 2 - 500) < 1e-6 && Math.abs(y + height / 2 - 300) < 1e-6);
  });

  it('does not blow a small picture up', () => {
    const view = camera(100, 50);
    view.fit();
    assert.ok(view.scale < 1.2);
  });

  it('knows whether the picture is still as it was fitted in', () => {
    const view = camera();
    view.fit();
    assert.equal(view.isFitted, true);
    view.pan(1, 0);
    assert.equal(view.isFitted, false);
  });

  it('zooms around a point', () => {
    const view = camera();
    view.fit();
    const at = { x: 200, y: 300 };
    const before = view.toPicture(at);
    view.zoom(1.5, at);
    const after = view.toPicture(at);
    assert.ok(Math.abs(before.x - after.x) < 1e-6 && Math.abs(before.y - after.y) < 1e-6);
  });

  it('keeps something of the picture in sight', () => {
    const view = camera();
    view.fit();
    view.pan(1e6, -1e6);
    const { x, y, width, height } = view.visible;
    assert.ok(x < 1000 && x + width > 0 && y < 600 && y + height > 0);
  });

  it('brings a box into sight with as little as it can', () => {
    const view = camera(4000, 4000);
    const inSight = { x: 300, y: 300, width: 50, height: 50 };
    view.reveal(inSight);
    assert.deepEqual([view.x, view.y], [0, 0]);
    view.reveal({ x: 900, y: 300, width: 50, height: 50 });
    assert.ok(view.x < 0 && view.visible.x + view.visible.width >= 950);
    assert.equal(view.y, 0);
  });

  it('holds a point where it was on the screen', () => {
    const view = camera(4000, 4000);
    view.pin({ x: 1000, y: 1000 }, { x: 40, y: 50 });
    assert.deepEqual(view.toScreen({ x: 1000, y: 1000 }), { x: 40, y: 50 });
  });

  it('leaves free what floats over it', () => {
    const view = camera();
    view.setView({ width: 800, height: 600 }, { ...NO_INSETS, right: 300 });
    view.fit();
    assert.ok(view.toScreen({ x: 1000, y: 0 }).x <= 500);
  });

  it('knows what is in the window', () => {
    const view = camera(2000, 2000);
    view.pin({ x: 500, y: 500 }, { x: 0, y: 0 });
    assert.ok(view.sees({ x: 450, y: 450, width: 60, height: 60 }));
    assert.ok(!view.sees({ x: 450, y: 450, width: 40, height: 60 }));
    assert.ok(!view.sees({ x: 450, y: 1110, width: 60, height: 60 }));
  });
});
