-- Which organisations are social care providers (care/src/access/social-care.ts), for the predicate of those who work there.
alter table organisation add column social_care boolean not null default false;

update organisation o set social_care = true
from (select key, body::jsonb as unit from resource where patient_key = 0 and type = 100 /* Organization */ and not deleted) r
where r.key = o.key and jsonb_path_exists(r.unit,
  '$.type[*].coding[*] ? (@.system == "https://vardkedjan.se/fhir/CodeSystem/unit-kind" && @.code == "social-care-provider")');
