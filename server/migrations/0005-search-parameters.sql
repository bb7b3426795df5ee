-- What is indexed, and since when: search parameters may be added while the server runs, and a new version of the server may
-- index otherwise. Nothing here belongs to a patient: reference tables.

-- Raised by whatever changes what is indexed or which parameters can answer.
create table index_state (
  one        smallint primary key default 1 check (one = 1),
  generation bigint   not null default 0,  -- 0: no server has said yet how it indexes
  how        text     not null default ''  -- how the server that was started last indexes: its format and its tables
);
insert into index_state default values;

-- One row for each type. A parameter can answer once all that it is found by is older than `complete`.
create table type_index (
  type         smallint    primary key,
  version      integer     not null,               -- under which rows of the type are written now
  complete     integer     not null,               -- every row of the type is of this version or a later one
  own_since    integer     not null,               -- version since which R4's own parameters are indexed as now
  added        text        not null default '{}',  -- JSON: since which version each source of added parameters is
  not_before   timestamptz not null default '-infinity', -- when rewriting may begin
  place        text,                               -- rewriting has come here: `updated` of the last row; null: not begun
  place_key    bigint      not null default 0,
  total        bigint      not null default 0,     -- rows there were when it began
  done         bigint      not null default 0
);

-- The version of its type's index that a resource's rows are of.
alter table resource add column indexed integer not null default 0;

-- Held shared by every transaction that writes index rows, and alone while the generation moves: once it has moved, nothing
-- that was planned before it can be written. A fresh look at the generation needs the lock first, hence two statements.
create function indexed_by(expected bigint) returns boolean language plpgsql volatile as $$
declare
  actual bigint;
begin
  perform pg_advisory_xact_lock_shared(8274, 0);
  select generation into actual from index_state;
  return changed_meanwhile(expected, actual);
end $$;
