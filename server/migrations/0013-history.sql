-- How each version came about, for the history's entries (https://hl7.org/fhir/R4/http.html#history): 1 created by POST, 2 created
-- by PUT, 3 updated, 4 deleted; 0: written before this was kept, and told from the id and the version.
alter table resource add column made smallint not null default 0;
alter table resource_history add column made smallint not null default 0;
