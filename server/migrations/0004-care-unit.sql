-- Before a unit is deleted, whatever belongs to it is looked for: without an index every resource would be read. Equal keys are
-- stored once, so that it takes a few bytes a resource.
create index resource_care_unit on resource (care_unit) where care_unit <> 0;
