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

-- Staff with protected personal data are shown to no resident; nor are a patient's next of kin.
with marked as (
    select key from resource where patient_key = 0 and type in (108 /* Practitioner */, 109 /* PractitionerRole */) and not deleted
      and jsonb_path_exists(body::jsonb, '$.meta.security[*] ? (@.system == "http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel" && (@.code == "sekretessmarkering" || @.code == "skyddadFolkbokforing"))')),
  earlier as (update resource_history h set protected = true from marked m where h.patient_key = 0 and h.key = m.key),
  found as (update posting p set protected = true from marked m where p.patient_key = 0 and p.key = m.key)
update resource r set protected = true from marked m where r.patient_key = 0 and r.key = m.key;
update resource set patient_visible = false where type = 114 /* RelatedPerson */ and patient_visible;
update resource_history set patient_visible = false where type = 114 /* RelatedPerson */ and patient_visible;
update posting set patient_visible = false where type = 114 /* RelatedPerson */ and patient_visible;
