-- What opens other care providers' entries (care/src/access/shared-records.ts), kept in the transaction that writes the Consent. Nearly always
-- empty for a patient and a caller, so that what a read asks for the entries of others costs one look into a small index.
create table shared_access (
  patient_key  bigint      not null,
  source       bigint      not null,              -- key of the Consent
  receiver     bigint      not null,              -- key of the Organization it is given to: a care unit, or a whole care provider
  practitioner bigint      not null default 0,    -- 0: whoever works there
  keeper       bigint      not null default 0,    -- the care provider whose entries are opened; 0: all others'
  ground       text        not null,
  valid_from   timestamptz not null,
  valid_until  timestamptz not null,
  primary key (patient_key, receiver, keeper, source) include (practitioner, ground, valid_from, valid_until)
);
