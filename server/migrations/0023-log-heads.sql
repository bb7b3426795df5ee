-- Nothing read when a chain was begun, and nothing could tell whether it was changed; its first act says it.
alter table access_log_head drop column started;
