-- Large code systems (SNOMED CT, ICD-10-SE, KVÅ, LOINC, ATC, NPU), loaded from their publishers' files. They belong to nobody:
-- reference tables, the same wherever patients are spread to. Small code systems are CodeSystem resources and need no rows here.

create sequence code_system_key_seq as integer;

-- Versions stand side by side. A version is invisible until all of it is loaded (`ready`), and is then exchanged at once.
create table code_system (
  key            integer     primary key,
  url            text        not null,
  version        text        not null,
  name           text        not null,
  title          text        not null,
  content        text        not null,             -- complete, fragment
  language       text        not null,             -- of the display
  case_sensitive boolean     not null,
  hierarchy      text        not null default '',  -- FHIR's hierarchyMeaning
  properties     text        not null default '[]',-- CodeSystem.property, JSON
  source         text        not null,             -- whose publication it is
  valid_from     date        not null default '-infinity',
  valid_until    date        not null default 'infinity', -- the first day on which it is no longer valid
  concepts       integer     not null default 0,
  ready          boolean     not null default false,
  loaded         timestamptz not null
);
create unique index code_system_url on code_system (url, version) where ready;

-- `rank`: the place in the hierarchy's own order, each concept before those below it. `below`: the ranks of itself and of everything
-- below it, in a tree a single range; so that "is a" is a comparison of numbers, and no table of all pairs is needed.
create table concept (
  system      integer        not null,
  rank        integer        not null,
  code        text           collate "C" not null,
  code_key    text           collate "C" not null, -- as people may type it: lower case, no dots
  display     text           not null,
  definition  text,
  active      boolean        not null,
  abstract    boolean        not null,
  valid_from  date           not null,
  valid_until date           not null,
  below       int4multirange not null,
  primary key (system, rank)
);
create unique index concept_code on concept (system, code);
create index concept_code_key on concept (system, code_key);

create table concept_parent (
  system integer not null,
  rank   integer not null,
  parent integer not null,
  primary key (system, rank, parent)
);
create index concept_parent_child on concept_parent (system, parent, rank);

create table concept_property (
  system   integer not null,
  rank     integer not null,
  property text    collate "C" not null,
  type     text    not null,                       -- FHIR's: code, string, boolean …
  value    text    collate "C" not null,
  grouped  smallint not null default 0             -- attributes that are true together (SNOMED CT's relationship groups)
);
create index concept_property_rank on concept_property (system, rank);
create index concept_property_value on concept_property (system, property, left(value, 200));

-- Every term of a concept, its display among them. `words` is what typed text is looked for in (fhir/src/terminology/search-words.ts).
create table designation (
  system     integer not null,
  rank       integer not null,
  language   text    not null,
  use_system text    not null default '',
  use_code   text    not null default '',
  is_display boolean not null default false,
  value      text    not null,
  words      text    collate "C" not null
);
create index designation_rank on designation (system, rank);
create index designation_start on designation (system, left(words, 16));
create index designation_words on designation using gin (words gin_trgm_ops);
