-- Why: where nobody can be told of a place that is free, staff have to see it (BOOK-10); the next in order is asked meanwhile.
-- Lock: waiting_entry for a moment, a small table. The version before ignores the column.

-- The start of the place of which they could not be told; null: whatever was offered reached them.
alter table waiting_entry add column untold_from timestamptz;
