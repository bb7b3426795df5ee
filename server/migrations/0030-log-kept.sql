-- The log is only added to: the application's own role can neither change nor delete its rows, and what leaves it leaves as a whole month,
-- by rule (server/src/log-archive/). A trigger binds superusers too; who owns the tables can still take it away, which the chains show.
create function log_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the access log is only added to' using errcode = 'insufficient_privilege';
end $$;

-- A chain's head moves on, one way.
create function log_head_moves_on() returns trigger language plpgsql as $$
begin
  if new.chain <> old.chain or new.seq <= old.seq then
    raise exception 'the access log is only added to' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- Where the front of a chain was archived and purged: its last row then. What a cut says, an act of the log says too.
create table access_log_cut (
  chain bigint      not null,
  seq   bigint      not null,
  hash  bytea       not null,
  at    timestamptz not null,
  primary key (chain, seq)
);

-- Months that have been archived.
create table access_log_archive (
  month    date        not null, -- its first day
  at       timestamptz not null,
  acts     bigint      not null,
  sha256   bytea       not null, -- of the file
  primary key (month, at)
);

create trigger log_is_kept before update or delete on access_act for each row execute function log_is_kept();
create trigger log_is_kept before update or delete on access_act_patient for each row execute function log_is_kept();
create trigger log_is_kept before update or delete on access_log for each row execute function log_is_kept();
create trigger log_is_kept before delete on access_log_head for each row execute function log_is_kept();
create trigger log_moves_on before update on access_log_head for each row execute function log_head_moves_on();
create trigger log_is_kept before update or delete on access_log_cut for each row execute function log_is_kept();
create trigger log_is_kept before update or delete on access_log_archive for each row execute function log_is_kept();
create trigger log_is_kept before update or delete on log_review_draw for each row execute function log_is_kept();
create trigger log_is_kept before update or delete on log_review_item for each row execute function log_is_kept();
create trigger log_is_kept before update or delete on log_review_decision for each row execute function log_is_kept();

-- Truncating asks no row; of a table in parts, only the trigger of what is named (server/src/store/access-log/partitions.ts).
do $$
declare kept regclass;
begin
  for kept in
    select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname ~ '^access_(act|log)' or c.relname ~ '^log_review_')
  loop
    execute format('create trigger log_is_whole before truncate on %s for each statement execute function log_is_kept()', kept);
  end loop;
end $$;
