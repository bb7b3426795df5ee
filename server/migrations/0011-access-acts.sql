-- The access log, a row for each act: what a page of twenty patients shows is one act. `told` is all of it, as the JSON that is hashed
-- (server/src/store/access-log/act.ts); the columns beside it are what acts are found by. Rows are only ever added.
create table access_act (
  chain  bigint      not null,             -- one chain per server process
  seq    bigint      not null,
  at     timestamptz not null,
  caller text        not null,             -- HSA-id, FHIR id of a resident, client name
  told   text        not null,
  hash   bytea       not null,             -- sha-256 of the previous hash and `told`
  primary key (chain, seq, at)
) partition by range (at);
create index access_act_caller on access_act (caller, at desc);

-- Whose records each act was in: by patient, so that it lies with the record. What it says, the act's `told` says too.
create table access_act_patient (
  patient_key bigint      not null,        -- 0: the act concerned no patient
  at          timestamptz not null,
  chain       bigint      not null,
  seq         bigint      not null,
  reviewer    bigint      not null,        -- care provider whose log reviewers see it; 0: all of them (systems); -1: none (residents)
  primary key (patient_key, at, chain, seq)
) partition by range (at);

-- access_log keeps what was written before; a chain that was begun there stays there.
