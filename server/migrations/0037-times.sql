-- Which Appointment holds each Slot (care/src/coordination/visits/lawful-appointment.ts): a time is had by one, whichever way and by how many at once
-- appointments are written. Kept in the transaction that writes the Appointment, as beds are (0033-beds.sql).
create table time_held (
  slot   bigint primary key,                    -- key of the Slot
  source bigint not null                        -- key of the Appointment
);
create index time_held_source on time_held (source);

-- What was there before. Of two that had one time by what was written then, one holds it; the other's next change says that it is taken.
insert into time_held (slot, source)
select l.key, a.key
from (select key, body::jsonb as appointment from resource where type = 5 /* Appointment */ and not deleted) a,
  jsonb_array_elements(a.appointment -> 'slot') as slot
  join resource l on l.patient_key = 0 and l.type = 125 /* Slot */ and not l.deleted
    and l.id = substring(slot ->> 'reference' from '(?:^|/)Slot/([A-Za-z0-9.-]+)(?:$|/_history/)')
where a.appointment ->> 'status' in ('proposed', 'pending', 'booked', 'arrived', 'checked-in', 'fulfilled', 'waitlist')
on conflict do nothing;
