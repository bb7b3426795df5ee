-- Blocks and openings through them (care/src/access/blocks.ts), kept in the transaction that writes the Consent. Nearly always empty for a
-- patient, so that what every read asks costs one look into a small index.
create table block (
  patient_key   bigint      not null,
  source        bigint      not null,             -- key of the Consent
  care_unit     bigint      not null,             -- whose entries are blocked for other units; 0: a care provider's
  care_provider bigint      not null,             -- whose entries are blocked for other care providers; 0: a care unit's
  valid_until   timestamptz not null default 'infinity',
  primary key (patient_key, care_unit, care_provider, source) include (valid_until)
);

create table block_opening (
  patient_key  bigint      not null,
  source       bigint      not null,              -- key of the Consent
  blocked_unit bigint      not null,              -- whose entries are opened
  care_unit    bigint      not null,              -- to whom: this practitioner, on behalf of this unit
  practitioner bigint      not null,
  valid_from   timestamptz not null,
  valid_until  timestamptz not null,
  primary key (patient_key, blocked_unit, source)
);

-- What Consents said before this was kept holds from now on; one with an end until somebody writes it again.
insert into block (patient_key, source, care_unit, care_provider)
select distinct r.patient_key, r.key, case when o.care_provider = o.key then 0 else o.key end, case when o.care_provider = o.key then o.key else 0 end
from (select patient_key, key, body::jsonb as consent from resource where type = 29 /* Consent */ and not deleted and patient_key <> 0) r,
  jsonb_array_elements(r.consent #> '{provision,actor}') as actor
  join organisation o on o.id = substring(actor #>> '{reference,reference}' from 'Organization/([A-Za-z0-9.-]+)$')
where r.consent ->> 'status' = 'active' and r.consent #>> '{provision,type}' = 'deny'
  and r.consent #> '{scope,coding}' @> '[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]'
  and actor #> '{role,coding}' @> '[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"CST"}]';
