-- Why: lists of conversations that a person comes back to (INB-15): a name, filters and an order, on all their devices.
-- Lock: a new table only. The version before never reads it. Forward only.

create table saved_view (
  company_id uuid not null references company (id),
  id         uuid not null,
  user_id    uuid not null,
  name       text not null,
  -- packages/domain/src/conversations/view.ts gives the shape. Of a queue or tag that is gone, the list is empty.
  view       jsonb not null,
  position   bigint not null default 0,
  constraint saved_view_key primary key (company_id, id),
  constraint saved_view_user foreign key (company_id, user_id) references user_account (company_id, id) on delete cascade
);
create index saved_view_of_user on saved_view (company_id, user_id, id);
call belongs_to_company('saved_view');
call feeds_replica('saved_view', 'marks');
