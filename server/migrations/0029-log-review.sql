-- Reviewing the access log (PDL 2008:355, 4 kap. 3 §; HSLF-FS 2016:40, 4 kap. 9 §): what users usually do, the samples drawn, and what was
-- decided. Drawn and decided rows are only ever added; they outlive the rows of the log that they were about.

-- The log by time alone, for what is summed and drawn by day: rows come in the order of time, so block ranges are enough.
create index access_act_at on access_act using brin (at) with (pages_per_range = 32);

-- What a user opened on a Swedish day, summed from the log when the day is over.
create table log_user_day (
  care_provider bigint  not null,
  caller        text    collate "C" not null, -- HSA-id
  day           date    not null,
  opened        integer not null,             -- acts
  patients      integer not null,             -- records
  hours         integer not null,             -- the Swedish hours in which it was, a bit for each
  primary key (care_provider, caller, day) include (opened, patients, hours)
);

-- Which days have been summed.
create table log_day (
  day    date        primary key,
  summed timestamptz not null
);

-- A care provider's sample of a day: drawn once, by whichever process comes first.
create table log_review_draw (
  care_provider bigint      not null,
  day           date        not null,
  at            timestamptz not null,
  openings      integer     not null,  -- that it was drawn from
  odd           integer     not null,  -- of them with something odd
  primary key (care_provider, day)
);

-- An opening (what a user did in a record on a day) that was drawn, or that a reviewer took up.
create table log_review_item (
  care_provider bigint      not null,
  day           date        not null,
  caller        text        collate "C" not null,
  patient_key   bigint      not null,
  at            timestamptz not null,
  drawn         text        not null,  -- random, directed, asked
  told          text        not null,  -- the opening and what was odd about it, JSON, as it was then
  primary key (care_provider, day, caller, patient_key)
);

-- What was decided of it; the latest holds, the earlier stay.
create table log_review_decision (
  care_provider bigint      not null,
  day           date        not null,
  caller        text        collate "C" not null,
  patient_key   bigint      not null,
  at            timestamptz not null,
  reviewer      text        not null,  -- HSA-id
  told          text        not null,  -- decision, reasons, follow-up, who: JSON
  primary key (care_provider, day, caller, patient_key, at, reviewer)
);
