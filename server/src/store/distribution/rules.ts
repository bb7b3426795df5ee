/**
 * Where each table lies when the schema is spread over machines by Citus (https://docs.citusdata.com/en/stable/develop/reference_ddl.html):
 * by patient, so that everything about one resident lies on one machine; a copy on every machine; or on the first machine only, with
 * the reason. A test holds that every table has its rule and that the schema allows it.
 */
export type Place =
  /** By patient, together with all others that are; or by a column of its own, with the reason. */
  | { is: 'distributed'; by: 'patient_key' }
  | { is: 'distributed'; by: 'chain'; why: string }
  | { is: 'reference' }
  /** Where the server connects: never in one statement with what is distributed. */
  | { is: 'local'; why: string };

const byPatient: Place = { is: 'distributed', by: 'patient_key' };
const everywhere: Place = { is: 'reference' };
const local = (why: string): Place => ({ is: 'local', why });

/** In this order: what the others are put together with comes first. */
export const placeOf: Readonly<Record<string, Place>> = {
  resource: byPatient,
  resource_history: byPatient,
  posting: byPatient,
  date_value: byPatient,
  quantity_value: byPatient,
  string_value: byPatient,
  full_text: byPatient,
  care_relation: byPatient,
  block: byPatient,
  block_opening: byPatient,
  guardianship: byPatient,
  online_decision: byPatient,
  shared_access: byPatient,
  handed_out: byPatient,
  quality_register_choice: byPatient,
  access_log: byPatient,
  access_sheet: {
    is: 'distributed',
    by: 'chain',
    why: 'its acts are in several records; what is asked of the log asks all chains',
  },
  // Asked within other statements, row by row, which Citus does for what is everywhere only.
  resource_directory: everywhere,
  organisation: everywhere,
  role_right: everywhere,
  bed: everywhere,
  bed_stay: everywhere,
  time_held: everywhere,
  access_standing: everywhere,
  definition: everywhere,
  definition_generation: everywhere,
  code_system: everywhere,
  concept: everywhere,
  concept_parent: everywhere,
  concept_property: everywhere,
  designation: everywhere,
  access_log_head: local('one row for each server process, moved under a lock of the table'),
  log_user_day: local('sums of the log, made and read by statements of their own'),
  log_day: local('which days have been summed'),
  log_review_draw: local('a row for each care provider and day'),
  log_review_item: local('samples of the log: some for each care provider and day, read with nothing else'),
  log_review_decision: local('beside log_review_item'),
  access_log_cut: local('beside access_log_head'),
  access_log_archive: local('a row for each month that was archived'),
  index_state: local('one row, moved under advisory locks, which are of one machine'),
  type_index: local('a queue that is worked off with skip locked'),
  session: local('browser sessions: found by their token, a statement of their own'),
  oidc_entry: local('what the authorization server remembers: a statement of its own'),
  signing_key: local('a handful of rows, read when a process starts'),
  migration: local('which migrations have run'),
};
