import { expect, test } from 'vitest';
import { frameOf } from './frame.ts';

test('a wide picture is as wide as a bubble allows, in its own proportion', () => {
  expect(frameOf({ width: 1600, height: 900 })).toEqual({ width: 320, height: 180 });
});

test('a tall picture is held by its height', () => {
  expect(frameOf({ width: 900, height: 1800 })).toEqual({ width: 180, height: 360 });
});

test('a small picture is not blown up, a tiny one still can be pressed', () => {
  expect(frameOf({ width: 200, height: 150 })).toEqual({ width: 200, height: 150 });
  expect(frameOf({ width: 10, height: 10 })).toEqual({ width: 96, height: 96 });
});

test('a picture of unknown size has a frame all the same', () => {
  expect(frameOf({})).toEqual({ width: 280, height: 210 });
});
