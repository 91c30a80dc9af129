/** The languages that a contact may be noted with; empty is unknown. BCP 47. */
export const LANGUAGE_CHOICES = ['', 'pt-BR', 'es', 'en', 'fr', 'de', 'it'] as const;
