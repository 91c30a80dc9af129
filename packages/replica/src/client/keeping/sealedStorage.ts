/**
 * A storage that keeps what rows say about people sealed: fields marked `personal` in the definitions lie on the disk as
 * one cipher text a row, in the rows themselves and in what RxDB remembers of the server's. Ids, states and sort keys
 * stay in clear, because queries and indexes work on them; a query over a personal field is a mistake, and told so.
 */
import {
  META_INSTANCE_SCHEMA_TITLE,
  type PreparedQuery,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstanceCreationParams,
  wrapRxStorageInstance,
} from 'rxdb';
import { PERSONAL } from '../../rxSchema.ts';
import { without } from '../storage/records.ts';
import { createSealer, type Sealer, type Values } from './sealer.ts';

type Stored = { id: string; sealed?: string; _meta?: Record<string, unknown> } & Record<string, unknown>;

export type SealedStorage<Internals, Options> = RxStorage<Internals, Options> & {
  /** Rows that will be written to a collection soon: sealing them then costs next to nothing. */
  sealAhead(collection: string, rows: readonly Stored[]): void;
};

export function sealedStorage<Internals, Options>(
  storage: RxStorage<Internals, Options>,
  key: CryptoKey,
): SealedStorage<Internals, Options> {
  const sealer = createSealer(key);
  const personalOf = new Map<string, readonly string[]>();
  return {
    ...storage,
    sealAhead(collection, rows) {
      // Whoever writes the row learns what is wrong with the key.
      for (const row of rows) sealedOf(sealer, personalOf.get(collection) ?? [], row)?.catch(() => {});
    },
    name: `sealed-${storage.name}`,
    async createStorageInstance<Row>(params: RxStorageInstanceCreationParams<Row, Options>) {
      const instance = await storage.createStorageInstance(params);
      const schema: Described = params.schema;
      const isMeta = params.schema.title === META_INSTANCE_SCHEMA_TITLE;
      const personal = personalIn(isMeta ? schema.properties.docData : schema);
      if (personal.length === 0) return instance;
      if (!isMeta) personalOf.set(params.collectionName, personal);

      const toDisk = isMeta ? inDocData(sealRow) : withBase(sealRow);
      const fromDisk = isMeta ? inDocData(openRow) : withBase(openRow);
      /** A storage tells of a write with the very row that it was given to write. */
      const written = new WeakMap<object, RxDocumentData<Row>>();
      const wrapped = wrapRxStorageInstance<Row>(
        params.schema,
        instance,
        // RxDB's types know the row's own shape only; what lies on the disk is ours.
        async (row) => {
          const sealed = await toDisk(sealer, personal, row as unknown as Stored);
          written.set(sealed, row);
          return sealed as unknown as RxDocumentData<Row>;
        },
        async (row) => {
          const opened = written.get(row) ?? (await fromDisk(sealer, personal, row as unknown as Stored));
          return opened as unknown as RxDocumentData<Row>;
        },
      );
      const query = wrapped.query.bind(wrapped);
      wrapped.query = (prepared) => {
        refusePersonal(prepared, personal);
        return query(prepared);
      };
      return wrapped;
    },
  };
}

type Described = { properties: Record<string, { description?: string; properties?: object }> };

function personalIn(described: object | undefined): string[] {
  const properties = (described as Partial<Described> | undefined)?.properties ?? {};
  return Object.keys(properties).filter((name) => properties[name]?.description === PERSONAL);
}

async function sealRow(sealer: Sealer, personal: readonly string[], row: Stored): Promise<Stored> {
  const sealed = await sealedOf(sealer, personal, row);
  return sealed === null ? row : { ...personal.reduce<Stored>(without, row), sealed };
}

/** `null` for a tombstone, or a mark without a draft: nothing to hide, and no work. */
function sealedOf(sealer: Sealer, personal: readonly string[], row: Stored): Promise<string> | null {
  if (personal.every((name) => isEmpty(row[name]))) return null;
  const values: Values = {};
  for (const name of personal) values[name] = row[name];
  return sealer.seal(row.id, values);
}

async function openRow(sealer: Sealer, _personal: readonly string[], row: Stored): Promise<Stored> {
  if (!row.sealed) return row;
  const { sealed, ...clear } = row;
  return { ...clear, ...(await sealer.open(row.id, sealed)) };
}

type Turn = (sealer: Sealer, personal: readonly string[], row: Stored) => Promise<Stored>;

/** RxDB's own notes hold the row inside; those about checkpoints hold none. */
const inDocData =
  (turn: Turn): Turn =>
  async (sealer, personal, note) => {
    const inside = note.docData as Stored | undefined;
    return inside?.id ? { ...note, docData: await turn(sealer, personal, inside) } : note;
  };

/** A row that waits carries what the server had in it (storage/notesFromRows.ts): sealed like the row. */
const withBase =
  (turn: Turn): Turn =>
  async (sealer, personal, row) => {
    const turned = await turn(sealer, personal, row);
    const base = row._meta?.base as Stored | undefined;
    return base ? { ...turned, _meta: { ...row._meta, base: await turn(sealer, personal, base) } } : turned;
  };

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function refusePersonal<Row>({ query }: PreparedQuery<Row>, personal: readonly string[]): void {
  const asked = JSON.stringify([query.selector, query.sort]);
  const field = personal.find((name) => asked.includes(`"${name}":`));
  if (field) throw new Error(`"${field}" is sealed on the disk: no query can select or sort by it. Do it in memory.`);
}
