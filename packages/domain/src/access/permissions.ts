/**
 * Who may do what, in one table that server and console share (PLAT-04).
 * A console uses it to hide or disable; the server uses it to refuse.
 */
export const ROLES = ['attendant', 'receptionist', 'admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];

const PERMISSIONS = {
  'conversation.read': ['attendant', 'receptionist', 'admin'],
  'conversation.readAll': ['admin'],
  'conversation.reply': ['attendant', 'receptionist', 'admin'],
  'conversation.assignOthers': ['admin'],
  'contact.read': ['attendant', 'receptionist', 'admin'],
  'contact.create': ['receptionist', 'admin'],
  'contact.edit': ['attendant', 'receptionist', 'admin'],
  'contact.remove': ['admin'],
  'contact.import': ['admin'],
  'contact.export': ['admin'],
  'contact.merge': ['receptionist', 'admin'],
  'company.manage': ['admin'],
  'apiKey.manage': ['admin'],
  'webhook.manage': ['admin'],
  'customField.manage': ['admin'],
  'channel.read': ['attendant', 'receptionist', 'admin'],
  'channel.manage': ['admin'],
  'queue.read': ['attendant', 'receptionist', 'admin'],
  'queue.manage': ['admin'],
  'tag.manage': ['admin'],
  /** One's own quick replies and macros are everybody's to keep; these are the company's. */
  'quickReply.manage': ['admin'],
  'macro.manage': ['admin'],
  'agenda.read': ['attendant', 'receptionist', 'admin'],
  'agenda.book': ['attendant', 'receptionist', 'admin'],
  /** Two on one time, knowingly (BOOK-08). */
  'agenda.overbook': ['receptionist', 'admin'],
  'agenda.block': ['receptionist', 'admin'],
  'agenda.manage': ['admin'],
  'user.read': ['attendant', 'receptionist', 'admin'],
  'user.manage': ['admin'],
  'deadLetters.manage': ['admin'],
  'webhookErrors.read': ['admin', 'operator'],
  'installation.operate': ['operator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;
export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[];

export const rolesThatMay = (permission: Permission): readonly Role[] => PERMISSIONS[permission];

export function may(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}
