export const CHANNEL_KINDS = ['whatsapp', 'whaticket', 'instagram', 'facebook', 'email', 'sms', 'webchat'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const CHANNEL_STATUSES = ['active', 'inactive', 'configuring', 'error'] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];

/** Longest text one message may hold, in UTF-16 units. Source: Meta, Cloud API text messages: body, 4096 characters. */
export const TEXT_LIMIT: Partial<Record<ChannelKind, number>> = { whatsapp: 4096 };
