export const CHANNEL_KINDS = ['whatsapp', 'whaticket', 'instagram', 'facebook', 'email', 'sms', 'webchat'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const CHANNEL_STATUSES = ['active', 'inactive', 'configuring', 'error'] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];

/**
 * Longest text one message may hold, in UTF-16 units. Sources: Meta, Cloud API text messages: body, 4096; Messenger, Send
 * API: text, 2000; Instagram: 1000 (bytes there, so an accented text may be refused sooner); Twilio, Messages: Body, 1600.
 */
export const TEXT_LIMIT: Partial<Record<ChannelKind, number>> = {
  whatsapp: 4096,
  whaticket: 4096,
  facebook: 2000,
  instagram: 1000,
  sms: 1600,
  webchat: 4000,
  email: 100_000,
};
