-- Who a child's guardians are (care/src/access/guardianship.ts), kept in the transaction that writes the RelatedPerson, and what heads of clinics
-- have decided about who reads a child's record online (care/src/access/online-decisions.ts), kept with the Consent.
create table guardianship (
  patient_key bigint      not null,             -- the child's
  source      bigint      not null,             -- key of the RelatedPerson
  number      text        collate "C" not null, -- the guardian's personal identity number
  valid_from  timestamptz not null default '-infinity',
  valid_until timestamptz not null default 'infinity',
  primary key (patient_key, source, number)
);
create index guardianship_number on guardianship (number);

create table online_decision (
  patient_key bigint      not null,             -- the child's
  source      bigint      not null,             -- key of the Consent
  guardian    text        collate "C" not null, -- personal identity number; '' for the child
  care_unit   bigint      not null,             -- whose entries are opened; 0: the guardian is shut out
  valid_from  timestamptz not null,
  valid_until timestamptz not null,
  primary key (patient_key, guardian, care_unit, source)
);

-- What was there before: but for what care staff wrote, which belongs to a unit; the register's does not.
insert into guardianship (patient_key, source, number, valid_until)
select distinct r.patient_key, r.key, identifier ->> 'value', 'infinity'::timestamptz
from (select patient_key, key, body::jsonb as person from resource where type = 114 /* RelatedPerson */ and not deleted and patient_key <> 0 and care_unit = 0) r,
  jsonb_array_elements(r.person -> 'identifier') as identifier
where coalesce(r.person -> 'active', 'true') <> 'false' and r.person -> 'period' is null
  and jsonb_path_exists(r.person, '$.relationship[*].coding[*] ? (@.code == "GUARD")')
  and identifier ->> 'system' in ('http://electronichealth.se/identifier/personnummer', 'http://electronichealth.se/identifier/samordningsnummer')
  and coalesce(identifier ->> 'use', '') <> 'old' and identifier ->> 'value' ~ '^[0-9]{12}$';
