/** The company's own fields of a contact (INB-11): what a field may be, and whether a value fits it. */
import { z } from 'zod';
import { fold } from '../fold.ts';

export const CUSTOM_FIELD_KINDS = ['text', 'number', 'date', 'flag', 'choice'] as const;
export type CustomFieldKind = (typeof CUSTOM_FIELD_KINDS)[number];
export type CustomField = { id: string; name: string; fieldKind: CustomFieldKind; options: readonly string[] };

/** A date is `2026-11-21`; a field without a value has no key. */
export const customValue = z.union([z.string().max(2_000), z.number(), z.boolean()]);
export type CustomValue = z.infer<typeof customValue>;
export const customValues = z.record(z.string(), customValue);
export type CustomValues = z.infer<typeof customValues>;

/** Whether a value is one of the field's kind. An option that was taken away later is not. */
export function fitsField({ fieldKind, options }: CustomField, value: CustomValue): boolean {
  switch (fieldKind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'date':
      return z.iso.date().safeParse(value).success;
    case 'choice':
      return typeof value === 'string' && options.includes(value);
  }
}

const YES = ['sim', 's', 'si', 'yes', 'y', 'true', '1', 'x', 'verdadeiro', 'verdadero'];
const NO = ['nao', 'n', 'no', 'false', '0', 'falso'];

/**
 * A value as people write it in a table, in the field's kind: `1.234,5`, `21/11/2026`, `sim`.
 *
 * @returns `null` when it cannot be read as one; an ambiguous date is read with the day first.
 */
export function readCustomValue(field: CustomField, text: string): CustomValue | null {
  const written = text.trim();
  switch (field.fieldKind) {
    case 'text':
      return written.length <= 2_000 ? written : null;
    case 'number':
      return numberOf(written);
    case 'flag':
      return YES.includes(fold(written)) ? true : NO.includes(fold(written)) ? false : null;
    case 'date':
      return dateOf(written);
    case 'choice':
      return field.options.find((option) => fold(option) === fold(written)) ?? null;
  }
}

/** With both marks the last one is the decimal mark; a lone comma is one too. */
function numberOf(written: string): number | null {
  const bare = written.replace(/[\s\u00a0]/g, '');
  const decimal = bare.lastIndexOf(',') > bare.lastIndexOf('.') ? ',' : '.';
  const plain = bare.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function dateOf(written: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(written);
  const iso = local ? `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}` : written.slice(0, 10);
  return z.iso.date().safeParse(iso).success ? iso : null;
}
