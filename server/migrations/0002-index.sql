-- What searches find resources by. Every row is made from one resource and its owner's scalars, in the transaction that
-- writes the resource (server/src/store/search/index-rows.ts). patient_key leads or is included everywhere: it shards.

-- Swedish and other names by any part of them.
create extension if not exists pg_trgm;

-- Which of the type's search parameters have a value, a bit for each source (fhir/src/search/index-sources.ts): `:missing`.
alter table resource add column present bigint not null default 0;

-- Hashes of all the resource's tokens, references and URIs, 8 bytes each. Within one record they are looked through, newest
-- first by resource_patient_date; everywhere else they are the test on what another index has found.
alter table resource add column tokens bytea not null default '';

-- Those of the hashes by which resources are looked for across records (server/src/store/search/posted.ts): not what half of
-- everything has (final, laboratory), nor references within one record. `date` is the resource's date_low, newest first; the
-- rest of the row is what visibility asks for, so that a count reads no resource.
create table posting (
  hash            bigint      not null,
  date            timestamptz not null,
  key             bigint      not null,
  patient_key     bigint      not null,
  care_provider   bigint      not null,
  system          integer     not null,  -- of a token: 31 bits of its system's hash, 0 without; inverted: the same code again, of another system
  type            smallint    not null,
  patient_visible boolean     not null,
  protected       boolean     not null
);
create index posting_hash on posting (hash, date desc, key desc) include (patient_key, care_provider, system, type, patient_visible, protected);

-- Dates other than the clinical one, which stands in resource.
create table date_value (
  patient_key bigint      not null,
  key         bigint      not null,
  low         timestamptz not null,
  high        timestamptz not null,
  param       integer     not null
);
create index date_value_key on date_value (patient_key, key);
create index date_value_low on date_value (param, low desc, key) include (high, patient_key);

-- Quantities in base units, and numbers (unit 0).
create table quantity_value (
  patient_key bigint           not null,
  key         bigint           not null,
  low         double precision not null,
  high        double precision not null,
  param       integer          not null,
  unit        integer          not null, -- hash of system|code, canonical where UCUM knows it
  code        integer          not null, -- hash of the code as written
  given       double precision           -- the number as written, where it is not low
);
create index quantity_value_key on quantity_value (patient_key, key);
create index quantity_value_low on quantity_value (param, unit, low, key) include (high, patient_key);

-- Strings without case and accents; `exact` as written, where that differs.
create table string_value (
  patient_key bigint  not null,
  key         bigint  not null,
  param       integer not null,
  value       text    collate "C" not null,
  exact       text    collate "C"
);
create index string_value_key on string_value (patient_key, key);
create index string_value_start on string_value (param, left(value, 64), key);
create index string_value_parts on string_value using gin (value gin_trgm_ops);

-- Words of what belongs to a patient; weight A: the narrative. Read a record at a time, so the patient's rows are enough of an index.
create table full_text (
  patient_key bigint      not null,
  key         bigint      not null,
  date        timestamptz not null,
  words       tsvector    not null
);
create index full_text_key on full_text (patient_key, key);
