-- Why: a trigger that names its columns is passed over, at no cost, by a statement that sets none of them; one that only
-- compares old and new compares for each row. Every message counts in its conversation and every delivery changes its
-- message: neither says anything about tags, names or who has it.
-- Lock: contact, conversation, message and tag, for the moment in which their triggers are exchanged. A previous version
-- running beside this one writes through the same triggers and notices nothing.

drop trigger feed_named on contact;
create trigger feed_named after update of name, phone on contact for each row
  when ((old.name, old.phone) is distinct from (new.name, new.phone)) execute function feed_append_named();

drop trigger webhook_update on contact;
create trigger webhook_update after update of name, phone, email, language, zone, status, tags, custom on contact for each row
  when ((old.name, old.phone, old.email, old.language, old.zone, old.status, old.tags, old.custom)
    is distinct from (new.name, new.phone, new.email, new.language, new.zone, new.status, new.tags, new.custom))
  execute function contact_webhook();

drop trigger webhook_update on conversation;
create trigger webhook_update after update of status, assignee_id, queue_id, tags on conversation for each row
  when ((old.status, old.assignee_id, old.queue_id, old.tags) is distinct from (new.status, new.assignee_id, new.queue_id, new.tags))
  execute function conversation_webhook();

drop trigger webhook_update on message;
create trigger webhook_update after update of status, edited_at, deleted_at on message for each row
  when ((old.status, old.edited_at, old.deleted_at) is distinct from (new.status, new.edited_at, new.deleted_at))
  execute function message_webhook();

drop trigger webhook_update on tag;
create trigger webhook_update after update of name, color on tag for each row
  when ((old.name, old.color) is distinct from (new.name, new.color)) execute function tag_webhook();
