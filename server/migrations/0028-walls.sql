-- What is behind the wall of one unit (care/src/access/walls.ts: school health, insurance medicine) is kept by the unit alone: its care_provider, in
-- resource, resource_history and posting, is minus the unit's key. So the predicate on every row source asks nothing more than before.
alter table organisation add column walled boolean not null default false;

update organisation o set walled = true
from (select key, body::jsonb as unit from resource where patient_key = 0 and type = 100 /* Organization */ and not deleted) r
where r.key = o.key and jsonb_path_exists(r.unit,
  '$.type[*].coding[*] ? (@.system == "https://vardkedjan.se/fhir/CodeSystem/unit-kind" && (@.code == "school-health" || @.code == "insurance-medicine"))');

update resource set care_provider = -care_unit where patient_key <> 0 and care_unit in (select key from organisation where walled);
update resource_history set care_provider = -care_unit where patient_key <> 0 and care_unit in (select key from organisation where walled);
update posting p set care_provider = r.care_provider from resource r
where r.care_provider < 0 and p.patient_key = r.patient_key and p.key = r.key;
