import { expect, test } from 'vitest';
import { createZoom } from '../../../electron/shell/window/zoom.ts';

function zoomFrom(start?: number) {
  let kept = start;
  const applied: number[] = [];
  const zoom = createZoom({ kept: () => kept, keep: (percent) => { kept = percent; }, apply: (percent) => applied.push(percent) });
  return { zoom, applied };
}

test('begins at the usual size and goes up and down by the sizes offered', () => {
  const { zoom, applied } = zoomFrom();
  expect(zoom.current()).toBe(100);
  zoom.step(1);
  zoom.step(1);
  zoom.step(-1);
  expect(applied).toEqual([110, 125, 110]);
});

test('stays between 80 and 200 per cent', () => {
  const { zoom } = zoomFrom(200);
  zoom.step(1);
  expect(zoom.current()).toBe(200);
  for (let turn = 0; turn < 20; turn += 1) zoom.step(-1);
  expect(zoom.current()).toBe(80);
});

test('goes on from a size that is not offered any more', () => {
  const { zoom } = zoomFrom(130);
  zoom.step(1);
  expect(zoom.current()).toBe(150);
});
