-- Why: what was written before the number was connected is no news (INB-27): imported messages, and conversations that
-- come into being closed, were told to webhooks as if they had just happened. And people say how urgent something is
-- (INB-14), in four levels.
-- Lock: three triggers replaced and one constraint, for a moment each. The version before writes nothing else. Forward only.

create or replace trigger webhook_insert after insert on message for each row
  when (new.source <> 'history') execute function message_webhook();
create or replace trigger webhook_update after update of status, edited_at, deleted_at on message for each row
  when (new.source <> 'history' and (old.status, old.edited_at, old.deleted_at) is distinct from (new.status, new.edited_at, new.deleted_at))
  execute function message_webhook();
create or replace trigger webhook_insert after insert on conversation for each row
  when (new.status <> 'closed') execute function conversation_webhook();

alter table conversation add constraint conversation_priority_known check (priority between 0 and 3) not valid;
