export const CHANNEL_KINDS = ['whatsapp', 'whaticket', 'instagram', 'facebook', 'email', 'sms', 'webchat'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const CHANNEL_STATUSES = ['active', 'inactive', 'configuring', 'error'] as const;
export type ChannelStatus = (typeof CHANNEL_STATUSES)[number];
