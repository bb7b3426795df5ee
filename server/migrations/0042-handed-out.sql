-- What is handed out to a unit of another care provider (care/src/coordination/orders/handed-out.ts): an order and its handling to the unit that it lies with, an answer to
-- the unit that asked. Kept in the transaction that writes the resource. Until now no order went to another care provider.
create table handed_out (
  patient_key bigint  not null,
  source      bigint  not null,                   -- key of what it is handed out by: the handling of an order, the answer, the sample
  entry       bigint  not null,                   -- key of what is handed out
  care_unit   bigint  not null,                   -- the unit that it is handed to
  lies_there  boolean not null default false,     -- how an order is handled: the unit says it
  primary key (patient_key, entry, care_unit, source) include (lies_there)
);
create index handed_out_source on handed_out (patient_key, source);
