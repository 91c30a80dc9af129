-- Why: people are told of tickets that they were given and of promises that are about to break (QUE-10, QUE-14), until
-- somebody has seen to it.
-- Lock: notice for a moment; the new column is null. Older versions neither read nor write it.

alter table notice add column ticket_id uuid;
create index notice_of_ticket on notice (company_id, ticket_id) where ticket_id is not null and settled_at is null;
create index queue_member_supervisor on queue_member (company_id, queue_id, user_id) where supervisor;
