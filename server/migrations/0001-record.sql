-- The record: current resources, superseded versions, the directory of client-made ids, care relations, the access log.
-- Patient key is the distribution key: it is part of every unique constraint, 0 for what belongs to no patient.

create sequence patient_key_seq increment by 64;
create sequence resource_key_seq increment by 512;

create table resource (
  patient_key     bigint      not null,
  key             bigint      not null,
  type            smallint    not null,
  version         integer     not null,
  updated         timestamptz not null,
  date_low        timestamptz not null,           -- clinical date; `updated` where the type has none
  date_high       timestamptz not null,
  care_provider   bigint      not null default 0, -- key of an Organization; 0: of no care provider (the Patient resource, catalogues)
  care_unit       bigint      not null default 0,
  encounter       bigint      not null default 0,
  deleted         boolean     not null default false,
  patient_visible boolean     not null default true,  -- false: drafts and what is marked NOPATIENT
  protected       boolean     not null default false, -- Patient with protected personal data
  id              text        collate "C" not null,
  body            text        not null,
  primary key (patient_key, key),
  unique (patient_key, type, id)
);
create index resource_type_updated on resource (type, updated desc, key desc) include (patient_key);
create index resource_patient_date on resource (patient_key, type, date_low desc, key desc) where not deleted;

-- Superseded versions only; the current one stands in resource.
create table resource_history (
  patient_key     bigint      not null,
  key             bigint      not null,
  version         integer     not null,
  type            smallint    not null,
  updated         timestamptz not null,
  care_provider   bigint      not null,
  care_unit       bigint      not null,
  deleted         boolean     not null,
  patient_visible boolean     not null,
  protected       boolean     not null,
  id              text        collate "C" not null,
  body            text        not null,
  primary key (patient_key, key, version)
);
create index resource_history_type_updated on resource_history (type, updated desc, key desc, version desc);

-- Finds the shard of a resource whose id was made by a client (server-made ids carry their patient key).
create table resource_directory (
  type        smallint not null,
  id          text     collate "C" not null,
  patient_key bigint   not null,
  key         bigint   not null,
  primary key (type, id)
);

-- Organisation tree, kept with each write of an Organization: a unit's care provider is its nearest ancestor (or itself) of
-- type `prov`. Resources keep the care provider that was theirs when they were written.
create table organisation (
  key              bigint  primary key,
  id               text    collate "C" not null,
  parent           bigint  not null default 0,
  is_care_provider boolean not null default false,
  care_provider    bigint  not null default 0,
  hsa_id           text    not null default ''
);
create index organisation_parent on organisation (parent);

-- Care relations, kept in the transaction that writes the resource they arise from.
create table care_relation (
  patient_key   bigint      not null,
  source        bigint      not null,             -- key of the Encounter, Appointment, EpisodeOfCare, CareTeam …
  care_provider bigint      not null,
  care_unit     bigint      not null,
  practitioner  bigint      not null default 0,   -- 0: the whole unit; else only this one (a stated relation)
  origin        text        not null,
  valid_from    timestamptz not null,
  valid_until   timestamptz not null default 'infinity',
  primary key (patient_key, source, care_unit, practitioner)
);
create index care_relation_unit on care_relation (care_unit, patient_key) include (practitioner, valid_from, valid_until);

-- Ends the statement (and with it all that it did) when a version was not the expected one; the writer tries again.
create function changed_meanwhile(expected bigint, actual bigint) returns boolean language plpgsql as $$
begin
  if expected <> actual then
    raise exception 'changed meanwhile' using errcode = 'serialization_failure';
  end if;
  return true;
end $$;

-- One row for each patient opened or returned. Hash-chained per writer; rows are only ever added.
create table access_log (
  patient_key   bigint      not null,             -- 0: the act concerned no patient
  at            timestamptz not null,
  chain         bigint      not null,             -- one chain per server process
  seq           bigint      not null,
  act           text        not null,
  permitted     boolean     not null,
  patient       text        not null,             -- FHIR id
  caller_kind   text        not null,
  caller        text        not null,             -- HSA-id, FHIR id of a resident, client name
  caller_name   text        not null,
  assignment    text        not null default '',
  assignment_title text     not null default '',
  care_unit     bigint      not null default 0,
  care_unit_name text       not null default '',
  care_provider bigint      not null default 0,
  care_provider_name text   not null default '',
  purpose       text        not null default '',
  reason        text        not null default '',
  what          text        not null,             -- the request, without values: `GET Patient/$chart`
  resources     integer     not null default 0,   -- how many were shown or written
  findings      text        not null default '[]',
  request       text        not null,
  hash          bytea       not null,             -- sha-256 of the previous hash and this row
  primary key (patient_key, at, chain, seq)
) partition by range (at);
create index access_log_chain on access_log (chain, seq);
create index access_log_caller on access_log (caller, at desc);

-- Where each chain stands: moved in the transaction that adds rows, so that a tail that was cut off is missed. Chains are
-- numbered from 1 without gaps, so that a chain that was taken away whole is missed too.
create table access_log_head (
  chain   bigint      primary key,
  started timestamptz not null,
  seq     bigint      not null,
  hash    bytea       not null
) with (fillfactor = 50);
