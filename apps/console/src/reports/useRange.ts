import { useState } from 'react';
import { type Range, type RangeName, rangeOf } from './ranges.ts';

export type RangeChoice = {
  name: RangeName;
  range: Range;
  /** What is named when none of the usual ones is meant. */
  own: Range;
  setName: (name: RangeName) => void;
  setOwn: (range: Range) => void;
};

export function useRange(usual: Exclude<RangeName, 'own'>): RangeChoice {
  const [name, setName] = useState<RangeName>(usual);
  const [own, setOwn] = useState(() => rangeOf('week', new Date()));
  return { name, own, setName, setOwn, range: name === 'own' ? own : rangeOf(name, new Date()) };
}
