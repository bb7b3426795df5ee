-- No reference is ever left dangling, also when one is deleted while another that refers to it is being written: the writer
-- holds its targets (shared) until it commits, the deleter theirs (exclusively) from before it looks for references.
-- Locks are by bucket, so that a unit of work of thousands holds a few; they cost memory only, no row is touched.

-- Ends the statement when something that it refers to has been deleted since it was planned; the writer plans again. Each
-- statement in here sees what was committed while it waited for the locks.
create function hold_targets(buckets integer[], patient_keys bigint[], keys bigint[]) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(8273, bucket) from unnest(buckets) as bucket;
  if exists (
    select from unnest(patient_keys, keys) as target (patient_key, key)
      join resource r on r.patient_key = target.patient_key and r.key = target.key
    where r.deleted
  ) then
    raise exception 'a target was deleted meanwhile' using errcode = 'serialization_failure';
  end if;
  return true;
end $$;

-- Buckets in their order, so that two units of work never wait for each other.
create function hold_deleted(buckets integer[], exclusive boolean[]) returns boolean language plpgsql as $$
declare
  held record;
begin
  for held in select * from unnest(buckets, exclusive) as b (bucket, exclusive) order by b.bucket loop
    if held.exclusive then
      perform pg_advisory_xact_lock(8273, held.bucket);
    else
      perform pg_advisory_xact_lock_shared(8273, held.bucket);
    end if;
  end loop;
  return true;
end $$;
