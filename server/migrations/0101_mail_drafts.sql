-- Why: a draft of a mail has a subject and people in copy, kept like its words (CON-06).
-- Lock: a new column without a default, at once. The version before neither reads nor writes it. Forward only.

-- packages/domain/src/messages/mailHead.ts gives the shape; null where nothing was typed.
alter table mark add column draft_mail jsonb;
