-- Why: a visitor of the web chat hears of an answer the moment it commits (channels/webchat/sockets.ts). Everything that
-- happens to a conversation touches its row, so one trigger there says "look again" to whoever chats in it.
-- Lock: a trigger on conversation, brief. Rows of other channels pay for one comparison.

create function tell_visitors() returns trigger
  language plpgsql set search_path = public, pg_temp
  as $$
begin
  perform pg_notify('webchat', new.channel_id || ':' || identity.value)
    from contact_identity identity
    where identity.company_id = new.company_id and identity.contact_id = new.contact_id and identity.kind = 'webchat';
  return null;
end
$$;

create trigger conversation_tells_visitors after insert or update on conversation
  for each row when (new.channel_kind = 'webchat') execute function tell_visitors();
