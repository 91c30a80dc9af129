/** The torture's own objects in its database: a witness of what was ever accepted, and what is broken to prove that losses are found. */
import type pg from 'pg';
import type { WrongKind } from './wrong.ts';

/** Every word that a console's write brought into a row, the moment it was there; none is ever taken back. */
export const AUDIT = `
  create table torture_seen (company_id uuid not null, word text not null);
  create index torture_seen_word on torture_seen (company_id, word);
  create function torture_see() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    field text;
  begin
    foreach field in array tg_argv loop
      if tg_op = 'INSERT' or to_jsonb(new) ->> field is distinct from to_jsonb(old) ->> field then
        insert into torture_seen values (new.company_id, to_jsonb(new) ->> field);
      end if;
    end loop;
    return null;
  end $$;
  create trigger torture_see after insert or update on contact for each row execute function torture_see('name', 'notes');
  create trigger torture_see after insert or update on mark for each row execute function torture_see('draft');
  create trigger torture_see after insert on message for each row execute function torture_see('text');
`;

const BREAKS = {
  /** Numbers are given inside the writing transaction: a reader passes those that commit late. */
  sequencer: `
    create or replace function feed_append() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      insert into feed (company_id, kind, row_id, seq, gone)
        values (new.company_id, tg_argv[0], new.id, nextval('feed_pos'), false)
        on conflict (company_id, kind, row_id) do update set seq = excluded.seq, gone = false, numbered_at = now();
      perform pg_notify('feed', new.company_id::text);
      return new;
    end $$;
  `,
  /** Every second refusal says nothing. */
  refusal: `
    create sequence torture_refusals;
    create function torture_drop() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
    begin
      return case when nextval('torture_refusals') % 2 = 1 then null else new end;
    end $$;
    create trigger torture_drop before insert on notice for each row execute function torture_drop();
  `,
} as const;

export type Break = keyof typeof BREAKS;

/** What makes a break undone; a function that was replaced is put back as it was found. */
const MENDS = {
  sequencer: '',
  refusal: `drop trigger torture_drop on notice; drop function torture_drop; drop sequence torture_refusals;`,
} as const satisfies Record<Break, string>;

/** @returns what mends it again, for the histories that begin after it. */
export async function breakOnPurpose(owner: pg.Pool, broken: Break): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ found: string }>(`select pg_get_functiondef('feed_append'::regproc) as found`);
  await owner.query(BREAKS[broken]);
  return async () => {
    await owner.query(`${rows[0]?.found}; ${MENDS[broken]}`);
  };
}

/** What a break must lead to. Any other fault is one of its own, and proves nothing. */
export const SHOWN_BY: Record<Break, WrongKind> = { sequencer: 'behind', refusal: 'lost' };

export const isBreak = (name: string): name is Break => Object.hasOwn(BREAKS, name);
