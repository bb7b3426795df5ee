-- Canonical resources that the server itself works by (profiles, value sets, code systems, concept maps, search parameters, …),
-- by their URL: server/src/store/definitions/. They belong to no patient; with Citus both are reference tables.

create table definition (
  key              bigint   primary key,          -- of the resource, which has patient_key 0
  type             smallint not null,
  id               text     collate "C" not null,
  version          integer  not null,             -- of the resource
  url              text     collate "C" not null,
  business_version text     collate "C" not null,
  status           text     collate "C" not null,
  date             text     collate "C" not null
);
-- Hashed: a URL may be longer than a b-tree takes.
create index definition_url on definition using hash (url);
create index definition_type on definition (type);

-- Raised in every transaction that writes or deletes such a resource, so that processes know when what they remember is old.
create table definition_generation (
  one        boolean primary key default true check (one),
  generation bigint  not null
);
insert into definition_generation (generation) values (1);

-- What is there already. The codes are those of server/src/store/definitions/definition-row.ts.
insert into definition (key, type, id, version, url, business_version, status, date)
select key, type, id, version, body::json ->> 'url', coalesce(body::json ->> 'version', ''), coalesce(body::json ->> 'status', ''), coalesce(body::json ->> 'date', '')
from resource
where patient_key = 0 and not deleted and type in (22, 27, 123, 128, 144) and body::json ->> 'url' is not null;
