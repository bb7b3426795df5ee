-- What a caller says of themselves in every act of the log (who, in which assignment, at which unit, for which purpose) is kept once a month, by the
-- hash of it, and named by the acts: nine tenths of a reading's line were that. A name stands for one text only, so the chain proves it along.
create table access_standing (
  month date not null, -- its first day, UTC: of the sheets that name it
  name  text not null, -- the first 192 bits of the SHA-256 of `said`, as base64url
  said  text not null, -- JSON without its braces
  primary key (month, name)
);

-- It goes after the month's sheets have gone (server/src/log-archive/), and not before.
create function log_standing_is_kept() returns trigger language plpgsql as $$
begin
  if to_regclass('access_sheet_' || to_char(old.month, 'YYYY_MM')) is not null then
    raise exception 'the access log is only added to' using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;
create trigger log_is_kept before update on access_standing for each row execute function log_is_kept();
create trigger log_standing_is_kept before delete on access_standing for each row execute function log_standing_is_kept();
create trigger log_is_whole before truncate on access_standing for each statement execute function log_is_kept();

-- The acts as before, each whole by itself; `line` is what the sheet has of it. A standing is looked up for each act that is told: joined, all of
-- them were put in a hash, and the acts of a busy user with it on disk.
create or replace view access_act as
select s.chain, s.seq - cardinality(s.callers) + n.nth as seq, s.at, coalesce(n.caller, '') as caller,
  case when left(n.line, 7) = '{"by":"' then coalesce('{' || (
      select by.said from access_standing by where by.month = date_trunc('month', s.at at time zone 'UTC')::date and by.name = substr(n.line, 8, 32)
    ) || substr(n.line, 41), '') else coalesce(n.line, '') end as told,
  sha256(s.hash || int8send(n.nth)) as lot, s.callers, s.patients, s.told as sheet, coalesce(n.line, '') as line
from access_sheet s cross join lateral unnest(s.callers, string_to_array(s.told, E'\n')) with ordinality as n (caller, line, nth);

-- That a head moves on, one way, is asked without a call: every commit of the log moves one.
drop trigger log_moves_on on access_log_head;
drop function log_head_moves_on;
create trigger log_moves_on before update on access_log_head for each row
  when (new.chain <> old.chain or new.seq <= old.seq) execute function log_is_kept();
