-- What patients say of national and regional quality registers (care/src/access/quality-registers.ts), kept in the transaction that writes the Consent.
create table quality_register_choice (
  patient_key bigint not null,
  source      bigint not null,              -- key of the Consent
  register    bigint not null,              -- key of the Organization that the register is; 0: all registers
  choice      text   not null,              -- informed, opposes; erased: what it had, since this opposition
  primary key (patient_key, register, choice, source)
);

-- Who opposes a register: it asks, to erase what it has.
create index quality_register_opposed on quality_register_choice (register) where choice = 'opposes';
