import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';

/**
 * The same person under the several spellings of one number (INB-10), for matching only; nobody is ever called by it.
 *
 * - Brazil: mobiles gained a ninth digit (a 9 after the area code) and WhatsApp ids may lack it: it is left out here.
 *   Which spelling an account has does not follow from its area code, so neither is rewritten.
 * - Mexico: WhatsApp ids may carry a 1 after 52; Argentina: a 9 after 54. Both are left out.
 *
 * @param digits a number as the platform gives it, with country code, with or without `+` and separators.
 * @returns digits only, or `null` when fewer than 7 digits are left: too short to be anybody's.
 */
export function phoneMatchKey(digits: string): string | null {
  const bare = digits.replace(/\D/g, '');
  if (bare.length < 7) return null;
  const brazil = /^55(\d{2})9(\d{8})$/.exec(bare);
  if (brazil) return `55${brazil[1]}${brazil[2]}`;
  const mexico = /^521(\d{10})$/.exec(bare);
  if (mexico) return `52${mexico[1]}`;
  const argentina = /^549(\d{10})$/.exec(bare);
  if (argentina) return `54${argentina[1]}`;
  return bare;
}

/**
 * E.164 for display and storage, or `null` when it is no number that libphonenumber knows as possible.
 *
 * @param country ISO country of a number that brings none: `BR`. Without it, a number must begin with its country code.
 */
export function toE164(value: string, country = ''): string | null {
  const isInternational = value.trim().startsWith('+');
  const known = isSupportedCountry(country) ? country : null;
  const parsed =
    isInternational || !known
      ? parsePhoneNumberFromString(isInternational ? value : `+${value.replace(/\D/g, '')}`)
      : parsePhoneNumberFromString(value, known);
  return parsed?.isPossible() ? parsed.number : null;
}

/** ISO 3166 code of a number with its country code, or empty where that says none. */
export function countryOfPhone(value: string): string {
  return parsePhoneNumberFromString(`+${value.replace(/\D/g, '')}`)?.country ?? '';
}

/** As people write it: `+55 11 90000-0011`. Falls back to what was given. */
export function formatPhone(value: string): string {
  return parsePhoneNumberFromString(value.startsWith('+') ? value : `+${value}`)?.formatInternational() ?? value;
}

/** Every country and the code that its numbers begin with: `['BR', '55']`. */
export const callingCodes = (): [country: string, code: string][] =>
  getCountries().map((country) => [country, getCountryCallingCode(country)]);
