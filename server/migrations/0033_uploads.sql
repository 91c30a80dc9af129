-- Why: a file may be here before the message that it goes out with: attendants upload first, then send (INB-22).
-- Lock: media, briefly; dropping "not null" and adding nullable columns is no rewrite. The version before never reads
-- such rows: it finds files by their message.

alter table media
  alter column message_id drop not null,
  alter column channel_id drop not null,
  alter column provider_id drop not null,
  -- Who may send it, and see it until then.
  add column uploaded_by uuid,
  -- Pixels, as it is turned for looking at.
  add column width integer,
  add column height integer,
  add column duration_s real,
  -- How loud it is, in 64 steps from 0 to 99: drawn before a voice message is loaded.
  add column waveform smallint[],
  add column has_thumbnail boolean not null default false,
  add constraint media_uploader foreign key (company_id, uploaded_by) references user_account (company_id, id),
  add constraint media_has_origin check (message_id is not null or uploaded_by is not null);

-- Uploaded and never sent: swept.
create index media_unsent on media (created_at) where message_id is null;

-- The sweep goes through all companies, and sees nothing of them but the ids.
create function unsent_media(before timestamptz, most integer) returns table (company_id uuid, id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select company_id, id from media where message_id is null and created_at < before order by created_at limit most $$;
grant create on schema public to balcao_reader;
alter function unsent_media(timestamptz, integer) owner to balcao_reader;
revoke create on schema public from balcao_reader;
revoke all on function unsent_media(timestamptz, integer) from public;
grant execute on function unsent_media(timestamptz, integer) to balcao_app;
