import { CONTACT_STATUSES, IMPORT_TARGETS, LANGUAGES, readImportRow, suggestMapping } from '@balcao/domain';
import { expect, test } from 'vitest';
import { fileWords } from './fileWords.ts';

const targets = IMPORT_TARGETS.filter((target) => target !== 'ignore');

test.each(LANGUAGES)('what a file of contacts says in %s is read again', (language) => {
  const words = fileWords(language);
  const columns = targets.map((target) => words.import.target[target]);
  expect(suggestMapping(columns, [])).toEqual(targets);

  const plan = { columns: ['', '', ''], mapping: ['name', 'status', 'optIn'] as const, country: '', fields: [] };
  const read = (status: string, optIn: string) => readImportRow(['Contato de teste', status, optIn], plan);
  for (const status of CONTACT_STATUSES) {
    expect(read(words.status[status], words.file.yes)).toMatchObject({ contact: { status, optIn: 'in' } });
  }
  expect(read('', words.file.no)).toMatchObject({ contact: { optIn: 'out' } });
  // The columns that a file of mistakes has beside its own say nothing of the contact.
  expect(suggestMapping([words.import.line, words.file.problem], [])).toEqual(['ignore', 'ignore']);
});
