-- Why: a journey that an appointment's step leaves as it is was written anew, and its sums taken back and added again: confirmed
-- or approved it is as open as before.
-- Lock: none; a function is replaced. Older versions write through the same trigger and notice nothing.

create or replace function journey_follows() returns trigger language plpgsql as $$
begin
  update booking_journey set outcome = journey_outcome(new.status), resource_ids = new.resource_ids
    where company_id = new.company_id and appointment_id = new.id and outcome <> 'moved'
      and (outcome, resource_ids) is distinct from (journey_outcome(new.status), new.resource_ids);
  return null;
end $$;
