import { delimiterOf, Refusal, readVcards, VCARD_COLUMNS } from '@balcao/domain';
import { parse } from 'csv-parse';

export type ImportTable = { columns: string[]; rows: { line: number; cells: string[] }[] };

const MOST_ROWS = 200_000;
const MOST_COLUMNS = 100;
const LONGEST_CELL = 10_000;

/**
 * A file of contacts as a table: CSV in whatever separator and encoding spreadsheets write, or vCards.
 *
 * @throws Refusal `import.unreadable`
 */
export async function readImportFile(bytes: Buffer): Promise<ImportTable> {
  const text = decode(bytes);
  if (text.trim() === '') throw new Refusal({ code: 'import.unreadable', reason: 'empty' });
  return /^\s*BEGIN:VCARD/i.test(text) ? cardsOf(text) : tableOf(text);
}

/**
 * By the byte order mark; without one UTF-8 if it is that, UTF-16 if every second byte is empty, else Windows-1252, which
 * spreadsheets here write and of which Latin-1 is a part.
 */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const start = bytes.subarray(0, 400);
  const empty = (odd: 0 | 1) => start.filter((byte, index) => index % 2 === odd && byte === 0).length;
  if (start.length >= 4 && empty(1) > start.length / 4) return new TextDecoder('utf-16le').decode(bytes);
  if (start.length >= 4 && empty(0) > start.length / 4) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function cardsOf(text: string): ImportTable {
  const rows = readVcards(text);
  if (!rows) throw new Refusal({ code: 'import.unreadable', reason: 'badVcard' });
  return { columns: [...VCARD_COLUMNS], rows: within(rows) };
}

/** As a stream, so that others get their turn between chunks of a large file. */
async function tableOf(text: string): Promise<ImportTable> {
  const parser = parse({
    delimiter: delimiterOf(text.slice(0, 100_000)),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  feed(parser, text);
  const rows: ImportTable['rows'] = [];
  let columns: string[] | null = null;
  let before = 0;
  try {
    for await (const entry of parser) {
      const { record, info } = entry as { record: string[]; info: { lines: number } }; // `info: true` gives this shape
      const cells = record
        .slice(0, MOST_COLUMNS)
        .map((cell) => cell.slice(0, LONGEST_CELL).replaceAll('\0', '').toWellFormed());
      if (!columns) columns = cells.map((name, index) => name.trim() || `${index + 1}`);
      else if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: before + 1, cells });
      before = info.lines;
      if (rows.length > MOST_ROWS) throw new Refusal({ code: 'import.unreadable', reason: 'tooLarge' });
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal({ code: 'import.unreadable', reason: 'noTable' }, { cause: error });
  }
  if (!columns) throw new Refusal({ code: 'import.unreadable', reason: 'empty' });
  return { columns, rows: within(rows) };
}

const CHUNK = 256 * 1024;

function feed(parser: ReturnType<typeof parse>, text: string): void {
  let at = 0;
  const more = (): void => {
    while (at < text.length) {
      const chunk = text.slice(at, at + CHUNK);
      at += CHUNK;
      if (!parser.write(chunk)) return void parser.once('drain', () => setImmediate(more));
    }
    parser.end();
  };
  parser.on('error', () => undefined); // the reader of the records meets it
  more();
}

function within(rows: ImportTable['rows']): ImportTable['rows'] {
  if (rows.length === 0) throw new Refusal({ code: 'import.unreadable', reason: 'empty' });
  if (rows.length > MOST_ROWS) throw new Refusal({ code: 'import.unreadable', reason: 'tooLarge' });
  return rows;
}
