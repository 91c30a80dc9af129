-- Why: booking (BOOK-01 to BOOK-08). What is set up (types, resources, hours, places), blocks, appointments, holds, and
-- occupancy, in which two can never have one place at one time (docs/decisions/0201).
-- Lock: new tables only. Forward only; the version before reads none of them.

create extension if not exists btree_gist;

create table appointment_type (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  name       text not null,
  position   integer not null default 0,
  active     boolean not null default true,
  -- AppointmentTypeSettings (domain, booking/settings.ts).
  settings   jsonb not null,
  removed_at timestamptz,
  constraint appointment_type_key primary key (company_id, id)
);
create unique index appointment_type_name on appointment_type (company_id, lower(name)) where removed_at is null;
call belongs_to_company('appointment_type');
call feeds_replica('appointment_type', 'catalog');

create table resource (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  name       text not null,
  position   integer not null default 0,
  active     boolean not null default true,
  user_id    uuid,
  -- ResourceSettings (domain, booking/settings.ts).
  settings   jsonb not null,
  removed_at timestamptz,
  constraint resource_key primary key (company_id, id),
  constraint resource_user foreign key (company_id, user_id) references user_account (company_id, id) on delete set null (user_id)
);
create unique index resource_name on resource (company_id, lower(name)) where removed_at is null;
call belongs_to_company('resource');
call feeds_replica('resource', 'catalog');

create table availability_rule (
  company_id  uuid not null references company (id),
  id          uuid not null default uuidv7(),
  -- Null: of every resource.
  resource_id uuid,
  -- AvailabilityWish without its resource (domain, booking/settings.ts).
  rule        jsonb not null,
  constraint availability_rule_key primary key (company_id, id),
  constraint availability_rule_resource foreign key (company_id, resource_id) references resource (company_id, id) on delete cascade
);
create index availability_rule_of_resource on availability_rule (company_id, resource_id);
call belongs_to_company('availability_rule');
call feeds_replica('availability_rule', 'catalog');

create table booking_place (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  name       text not null,
  position   integer not null default 0,
  place      jsonb not null,
  constraint booking_place_key primary key (company_id, id)
);
create unique index booking_place_name on booking_place (company_id, lower(name));
call belongs_to_company('booking_place');
call feeds_replica('booking_place', 'catalog');

create table calendar_block (
  company_id  uuid not null references company (id),
  id          uuid not null default uuidv7(),
  -- Null: of every resource.
  resource_id uuid,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  zone        text not null,
  reason      text not null default '',
  -- RFC 5545, without the name of the property; empty: once.
  rrule       text not null default '',
  -- Starts that are left out, epoch ms.
  exceptions  bigint[] not null default '{}',
  created_by  uuid,
  created_at  timestamptz not null default now(),
  constraint calendar_block_key primary key (company_id, id),
  constraint calendar_block_resource foreign key (company_id, resource_id) references resource (company_id, id) on delete cascade,
  constraint calendar_block_forward check (ends_at > starts_at)
);
create index calendar_block_ends on calendar_block (company_id, ends_at);
create index calendar_block_recurring on calendar_block (company_id) where rrule <> '';
call belongs_to_company('calendar_block');
call feeds_replica('calendar_block', 'blocks');

create table appointment (
  company_id      uuid not null references company (id),
  id              uuid not null default uuidv7(),
  type_id         uuid not null,
  contact_id      uuid,
  conversation_id uuid,
  -- Who it is for, as lists show it: the contact's name when it was booked, or what was typed.
  title           text not null,
  status          text not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null,
  zone            text not null,
  resource_ids    uuid[] not null default '{}',
  place           jsonb,
  notes           text not null default '',
  participants    jsonb not null default '[]',
  source          text not null,
  arrived_at      timestamptz,
  cancel_reason   text not null default '',
  -- Why it was booked over another; empty: it was not.
  overbook_reason text not null default '',
  -- What stood against it and the nearest free times, while the status is 'conflict'.
  conflict        jsonb,
  -- RFC 5545 SEQUENCE: grows with every change that invitations tell.
  sequence        integer not null default 0,
  created_by      uuid,
  created_at      timestamptz not null default now(),
  constraint appointment_key primary key (company_id, id),
  constraint appointment_type_of foreign key (company_id, type_id) references appointment_type (company_id, id),
  constraint appointment_contact foreign key (company_id, contact_id) references contact (company_id, id) on delete set null (contact_id),
  constraint appointment_conversation foreign key (company_id, conversation_id) references conversation (company_id, id) on delete set null (conversation_id),
  constraint appointment_status_known check (status in ('requested', 'scheduled', 'confirmed', 'completed', 'cancelled', 'no_show', 'conflict')),
  constraint appointment_source_known check (source in ('console', 'chat', 'api', 'page', 'external')),
  constraint appointment_forward check (ends_at > starts_at)
);
create index appointment_by_start on appointment (company_id, starts_at desc, id desc);
create index appointment_of_contact on appointment (company_id, contact_id, starts_at desc);
create index appointment_in_conflict on appointment (company_id) where status = 'conflict';
create index appointment_of_type on appointment (company_id, type_id);
call belongs_to_company('appointment');
call feeds_replica('appointment', 'appointments');

-- A time that is kept for somebody who is asked (BOOK-08), until it expires by itself.
create table slot_hold (
  company_id uuid not null references company (id),
  id         uuid not null default uuidv7(),
  type_id    uuid not null,
  starts_at  timestamptz not null,
  ends_at    timestamptz not null,
  resource_ids uuid[] not null,
  expires_at timestamptz not null,
  created_by uuid,
  constraint slot_hold_key primary key (company_id, id),
  constraint slot_hold_type foreign key (company_id, type_id) references appointment_type (company_id, id)
);
create index slot_hold_expired on slot_hold (company_id, expires_at);
call belongs_to_company('slot_hold');

-- One row for each appointment or hold, resource and seat. The bare time: buffers are compared under the resource's lock,
-- since between two neighbours the larger one holds and not their sum, which no range can say.
create table occupancy (
  company_id     uuid not null references company (id),
  id             uuid not null default uuidv7(),
  resource_id    uuid not null,
  seat           smallint not null,
  starts_at      timestamptz not null,
  ends_at        timestamptz not null,
  during         tstzrange generated always as (tstzrange(starts_at, ends_at)) stored,
  buffer_before  integer not null,
  buffer_after   integer not null,
  overbooked     boolean not null default false,
  appointment_id uuid,
  hold_id        uuid,
  expires_at     timestamptz,
  constraint occupancy_key primary key (company_id, id),
  constraint occupancy_of_one check (num_nonnulls(appointment_id, hold_id) = 1),
  constraint occupancy_hold_ends check ((hold_id is null) = (expires_at is null)),
  constraint occupancy_resource foreign key (company_id, resource_id) references resource (company_id, id),
  constraint occupancy_appointment foreign key (company_id, appointment_id) references appointment (company_id, id) on delete cascade,
  constraint occupancy_hold foreign key (company_id, hold_id) references slot_hold (company_id, id) on delete cascade,
  constraint occupancy_free exclude using gist (company_id with =, resource_id with =, seat with =, during with &&) deferrable initially immediate
);
-- Ranges (&&) are not leakproof: behind the policy only plain times may use an index (docs/decisions/0201).
create index occupancy_by_time on occupancy (company_id, resource_id, starts_at);
create index occupancy_of_appointment on occupancy (company_id, appointment_id) where appointment_id is not null;
create index occupancy_of_hold on occupancy (company_id, hold_id) where hold_id is not null;
call belongs_to_company('occupancy');

-- Appointments go with their contact into another one (INB-12), and back when that is undone.
alter table contact_merge add column appointments uuid[] not null default '{}';
