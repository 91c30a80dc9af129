/**
 * What a console writes, each as the definitions want it. Everything is a write into the local collections and nothing
 * else: it works offline, shows at once, and goes to the server by itself. The server decides; a refusal comes back as
 * the true row and a notice.
 *
 * A conversation's row carries wishes only (status, tags …); what follows from them (counts, last message, assignee)
 * is the server's to write. Times are this machine's until the server has the row.
 */
export { type ContactEdit, editContact } from './contacts.ts';
export * from './conversations.ts';
export { cancelLater, editLater, sendLater } from './later.ts';
export { markRead, markUnread, pin, saveDraft } from './marks.ts';
export { addNote, react, sendContent, sendText, type WishedMessage, writeAgain } from './messages.ts';
export { readNotice, reopenNotice, settleNotice } from './notices.ts';
export { sendFile, sendMail } from './uploaded.ts';
export { editView, removeView, saveView } from './views.ts';
export { wishAgain } from './wishAgain.ts';
