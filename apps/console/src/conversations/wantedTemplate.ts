import { create } from 'zustand';

/** The conversation whose template picker somebody asked for from elsewhere; it opens once, with its composer. */
export const useWantedTemplate = create<{ conversationId: string | null }>()(() => ({ conversationId: null }));

export const wantTemplate = (conversationId: string | null): void => useWantedTemplate.setState({ conversationId });
