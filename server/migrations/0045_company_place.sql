-- Why: "share our address" sends the company's place to a contact (INB-18); it is set once, in the settings.
-- Lock: one column with no default, brief. The version before ignores it. Forward only.

alter table company add column place jsonb;
