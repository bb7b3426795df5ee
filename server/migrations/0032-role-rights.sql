-- What roles may do at care units (PDL 2008:355, 4 kap. 2 §), as rows written with the signed needs-and-risk analyses that say so
-- (care/src/access/needs-and-risks/). The one signed last is in force.
create table role_right (
  care_unit   bigint      not null,                      -- key of the Organization
  profession  text        collate "C" not null,
  source      bigint      not null,                      -- key of the QuestionnaireResponse; 0: from before there were analyses
  signed      timestamptz not null,
  review_by   date        not null,
  valid_until timestamptz not null default 'infinity',
  rights      text        not null,                      -- codes, with commas between
  primary key (care_unit, profession, source)
);

-- A store that people work in already has no analyses yet: those who are assigned to a unit keep the rights that they had, for ninety days. A
-- signed analysis takes over as soon as there is one; after the ninety days a role without one has no rights (docs/how-to/analyse-needs-and-risks.md).
insert into role_right (care_unit, profession, source, signed, review_by, valid_until, rights)
select distinct o.key, coding ->> 'code', 0, now(), (now() + interval '90 days')::date, now() + interval '90 days',
  case when coding ->> 'code' = 'log-reviewer' then 'review-log'
    else 'read,read-other-units,shared,emergency,write,sign,print,hand-out,lift-blocks,review-log' end
from (select body::jsonb as role from resource where type = 109 /* PractitionerRole */ and not deleted and patient_key = 0) r
  join organisation o on o.id = substring(r.role #>> '{organization,reference}' from 'Organization/([A-Za-z0-9.-]+)$'),
  jsonb_array_elements(r.role -> 'code') as code,
  jsonb_array_elements(code -> 'coding') as coding
where coding ->> 'system' = 'https://vardkedjan.se/fhir/CodeSystem/profession' and coalesce(coding ->> 'code', '') <> ''
  and coalesce(r.role -> 'active', 'true') <> 'false';
