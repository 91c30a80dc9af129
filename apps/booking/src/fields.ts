import type { Answer } from './server.ts';

export type Fields = {
  name: string;
  country: string;
  phone: string;
  email: string;
  placeId: string | null;
  answers: Answer[];
  remarks: string;
  website: string;
};

export const NO_FIELDS: Fields = {
  name: '',
  country: '',
  phone: '',
  email: '',
  placeId: null,
  answers: [],
  remarks: '',
  website: '',
};

/** `pt-BR` → `BR`; empty where no browser language names a country. */
export function countryOf(tags: readonly string[]): string {
  for (const tag of tags) {
    const region = /-([A-Z]{2})$/.exec(tag)?.[1];
    if (region) return region;
  }
  return '';
}
