import { expect, test } from 'vitest';
import { directoryOf } from './directory.ts';

test('queues, tags and channels are told apart and stand in the order of the company', () => {
  const directory = directoryOf(
    [
      { id: 'q2', kind: 'queue', name: 'Vendas', position: 2, entry: { kind: 'queue', description: '', active: true } },
      {
        id: 'q1',
        kind: 'queue',
        name: 'Recepção',
        position: 1,
        entry: { kind: 'queue', description: '', active: true },
      },
      { id: 't1', kind: 'tag', name: 'retorno', position: 1, entry: { kind: 'tag', color: 'green' } },
      { id: 't2', kind: 'tag', name: 'convênio', position: 2, entry: { kind: 'tag', color: 'grey' } },
    ],
    [],
  );
  expect([...directory.queues.values()]).toEqual(['Recepção', 'Vendas']);
  expect(directory.tags.get('t1')).toEqual({ name: 'retorno', tone: 'good' });
  expect(directory.tags.get('t2')).toEqual({ name: 'convênio', tone: 'neutral' });
});
