-- Whether other care providers than the asker's keep anything about a patient is told each time a record opens (2022:913, 2 kap. 4 §): one look to
-- either side of the asker's own key. Equal keys are stored once, so that it takes a few bytes a resource.
create index resource_care_provider on resource (patient_key, care_provider) where care_provider > 0 and not deleted;
