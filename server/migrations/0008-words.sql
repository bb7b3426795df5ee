-- Words across records (`_text`, `_content` without a patient). What it costs: docs/decisions/2611-words-across-records.md.
create index full_text_words on full_text using gin (words);
