-- Which Locations are beds, and which stay holds each (care/src/coordination/stays/): a bed holds one person and a person one bed, whichever way and by how
-- many at once stays are written. Kept in the transaction that writes the Location or the Encounter.
create table bed (
  key bigint primary key                        -- key of the Location
);

create table bed_stay (
  bed         bigint primary key,               -- key of the Location
  patient_key bigint not null unique,
  source      bigint not null                   -- key of the Encounter
);
create index bed_stay_source on bed_stay (source);

-- What was there before. Of two who lay in one bed by what was written then, one holds it; the other's next change says that it is taken.
insert into bed (key)
select key from resource
where type = 71 /* Location */ and not deleted and patient_key = 0
  and jsonb_path_exists(body::jsonb, '$.physicalType.coding[*] ? (@.system == "http://terminology.hl7.org/CodeSystem/location-physical-type" && @.code == "bd")');

insert into bed_stay (bed, patient_key, source)
select l.key, e.patient_key, e.key
from (select patient_key, key, body::jsonb as stay from resource where type = 44 /* Encounter */ and not deleted and patient_key <> 0) e,
  jsonb_array_elements(e.stay -> 'location') as place
  join resource l on l.patient_key = 0 and l.type = 71 and l.id = substring(place #>> '{location,reference}' from 'Location/([A-Za-z0-9.-]+)$')
  join bed b on b.key = l.key
where e.stay ->> 'status' in ('planned', 'arrived', 'triaged', 'in-progress', 'onleave') and place ->> 'status' in ('active', 'reserved')
on conflict do nothing;
