-- Signing in: browser sessions, what the authorization server remembers between requests, and the keys that sign.
-- None of it belongs to a patient's record, and none of it outlives its purpose.

-- One signed-in browser. The token itself is only in the cookie; here is its SHA-256.
create table session (
  token_hash  bytea       primary key,
  kind        text        not null,              -- staff, resident
  person      text        not null,              -- HSA-id of the employee; FHIR id of the resident
  assignment  text,                              -- FHIR id of the PractitionerRole; null until one is chosen
  app         text        not null,
  started     timestamptz not null,
  used        timestamptz not null,              -- written now and then, not at every request
  ends        timestamptz not null               -- the absolute time-out
);
create index session_person on session (kind, person);
create index session_ends on session (ends);

-- oidc-provider's models (codes, grants, interactions, tokens), one row each.
create table oidc_entry (
  model       text        not null,
  id          text        collate "C" not null,
  payload     text        not null,
  grant_id    text,
  uid         text,
  user_code   text,
  consumed    timestamptz,
  expires     timestamptz,
  primary key (model, id)
);
create index oidc_entry_grant on oidc_entry (grant_id) where grant_id is not null;
create index oidc_entry_uid on oidc_entry (model, uid) where uid is not null;
create index oidc_entry_expires on oidc_entry (expires) where expires is not null;

-- Private keys (JWK), sealed with SECRET. Retired ones stay, so that what they signed can be checked.
create table signing_key (
  kid         text        primary key,
  use         text        not null,              -- token, note
  sealed      bytea       not null,
  made        timestamptz not null,
  retired     timestamptz
);
