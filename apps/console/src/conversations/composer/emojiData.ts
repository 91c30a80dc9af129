import type { Language } from '@balcao/domain';
import type { EmojiData } from 'frimousse';

type CompactEmoji = {
  unicode: string;
  label: string;
  group?: number;
  tags?: string[];
  skins?: { unicode: string }[];
};
type Messages = { groups: { message: string; order: number }[] };

/** One chunk a language, made of our own packages: nothing is fetched from elsewhere. */
const LOADERS: Record<Language, () => Promise<[{ default: unknown }, { default: unknown }]>> = {
  'pt-BR': () => Promise.all([import('emojibase-data/pt/compact.json'), import('emojibase-data/pt/messages.json')]),
  es: () => Promise.all([import('emojibase-data/es/compact.json'), import('emojibase-data/es/messages.json')]),
  en: () => Promise.all([import('emojibase-data/en/compact.json'), import('emojibase-data/en/messages.json')]),
};

/** Parts of emoji, such as skin tones: no emoji by themselves. */
const COMPONENTS_GROUP = 2;
const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
const TONE_NAMES = { light: '🏻', 'medium-light': '🏼', medium: '🏽', 'medium-dark': '🏾', dark: '🏿' } as const;

/** The emoji picker's data in a language. Shape of the files: emojibase-data, `compact.json` and `messages.json`. */
export async function loadEmoji(language: Language): Promise<EmojiData> {
  const [compact, messages] = await LOADERS[language]();
  // Files of a package that is pinned to its version, in its documented shape.
  const emojis = compact.default as CompactEmoji[];
  const { groups } = messages.default as Messages;
  return {
    locale: language,
    skinTones: TONE_NAMES,
    categories: groups
      .filter((group) => group.order !== COMPONENTS_GROUP)
      .map((group) => ({ index: group.order, label: group.message })),
    emojis: emojis.flatMap(({ unicode, label, group, tags = [], skins }) => {
      if (group === undefined || group === COMPONENTS_GROUP) return [];
      return [{ emoji: unicode, label, category: group, version: 0, tags, skins: skins && tonesOf(skins) }];
    }),
  };
}

/** The five tones, where an emoji has just those. Pairs of people have 25, which the picker does not offer. */
function tonesOf(skins: { unicode: string }[]): Record<(typeof TONES)[number], string> | undefined {
  const [light, mediumLight, medium, mediumDark, dark, ...more] = skins.map((skin) => skin.unicode);
  if (!light || !mediumLight || !medium || !mediumDark || !dark || more.length > 0) return undefined;
  return { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark };
}
