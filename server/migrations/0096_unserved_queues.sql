-- Why: where the last member of a queue leaves, its tickets wait, and whoever can mend it is told once, until it is mended.
-- Lock: queue for a moment; the new column is null. Older versions neither read nor write it.

alter table queue add column unserved_told_at timestamptz;
