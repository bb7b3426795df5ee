-- The access log, a row for each commit: the acts of all the answers that were made durable together. `told` is a line for each act, each the JSON
-- of the act, and is what is hashed (server/src/store/access-log/sheet.ts); the columns beside it are what sheets are found by, and say nothing that
-- it does not. One row, one hash and some index entries that are filed in bulk, where there were two rows and four entries for each act.
create table access_sheet (
  chain    bigint      not null,           -- one chain per server process
  seq      bigint      not null,           -- of its last act
  at       timestamptz not null,
  callers  text[]      not null,           -- of each act: HSA-id, FHIR id of a resident, client name
  patients bigint[]    not null,           -- keys of those whose records any of the acts was in, each once, ascending; 0: an act concerned none
  told     text        not null,
  hash     bytea       not null,           -- sha-256 of the hash before it and `told`
  primary key (chain, seq, at)
) partition by range (at);
create index access_sheet_of on access_sheet using gin (callers, patients) with (gin_pending_list_limit = 512);
create index access_sheet_at on access_sheet using brin (at) with (pages_per_range = 32);

-- An act that was a row is a sheet of one, with the hash that it had: chains, heads, cuts and archived months hold as they are.
do $$
declare part record;
begin
  for part in
    select c.relname as acts, replace(c.relname, 'act', 'sheet') as sheets, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'access_act'::regclass order by c.relname
  loop
    execute format('create table %I partition of access_sheet %s', part.sheets, part.bound);
    execute format(
      'insert into access_sheet select a.chain, a.seq, a.at, array[a.caller], coalesce(p.keys, ''{}''), a.told, a.hash from %I a
         left join (select chain, seq, at, array_agg(patient_key order by patient_key) as keys from %I group by chain, seq, at) p using (chain, seq, at)
         order by a.at, a.chain, a.seq',
      part.acts, replace(part.acts, 'access_act', 'access_act_patient'));
  end loop;
end $$;
drop table access_act, access_act_patient;

-- The acts, a row each; `lot` is as good as drawn: nobody can foresee it.
create view access_act as
select s.chain, s.seq - cardinality(s.callers) + n.nth as seq, s.at, coalesce(n.caller, '') as caller, coalesce(n.told, '') as told,
  sha256(s.hash || int8send(n.nth)) as lot, s.callers, s.patients, s.told as sheet
from access_sheet s cross join lateral unnest(s.callers, string_to_array(s.told, E'\n')) with ordinality as n (caller, told, nth);

create trigger log_is_kept before update or delete on access_sheet for each row execute function log_is_kept();
do $$
declare kept regclass;
begin
  for kept in select relid from pg_partition_tree('access_sheet') loop
    execute format('create trigger log_is_whole before truncate on %s for each statement execute function log_is_kept()', kept);
  end loop;
end $$;
