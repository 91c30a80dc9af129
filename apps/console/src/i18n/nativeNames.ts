import type { Language } from '@balcao/domain';

/** Each language in itself; the same whatever the console speaks. */
export const NATIVE_NAMES: Record<Language, string> = { 'pt-BR': 'Português', es: 'Español', en: 'English' };
