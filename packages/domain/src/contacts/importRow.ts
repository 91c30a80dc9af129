/** One line of an import (INB-13): which column means what, and what the line says of a contact, or why it cannot stand. */
import { z } from 'zod';
import { fold } from '../fold.ts';
import { type CustomField, type CustomValues, readCustomValue } from './customFields.ts';
import type { ContactStatus } from './identity.ts';
import { readCell } from './importFile.ts';
import { toE164 } from './phones.ts';

export const IMPORT_TARGETS = [
  'ignore',
  'name',
  'phone',
  'email',
  'status',
  'tags',
  'segments',
  'language',
  'zone',
  'externalId',
  'optIn',
  'score',
  'temperature',
  'notes',
] as const;
/** What a column means; `custom:<id>` is one of the company's own fields. */
export type ImportTarget = (typeof IMPORT_TARGETS)[number] | `custom:${string}`;
export const importTarget = z.union([z.enum(IMPORT_TARGETS), z.templateLiteral(['custom:', z.uuid()])]);

export type ImportedContact = {
  name: string;
  /** E.164; the first is the contact's number, all of them are ways to find and reach them. */
  phones: string[];
  emails: string[];
  status: ContactStatus | null;
  tags: string[];
  segments: string[];
  language: string;
  zone: string;
  externalId: string;
  optIn: 'in' | 'out' | null;
  score: number | null;
  temperature: number | null;
  notes: string;
  custom: CustomValues;
};

export const ROW_PROBLEMS = [
  'badPhone',
  'badEmail',
  'badStatus',
  'badNumber',
  'badAnswer',
  'badValue',
  'tooLong',
  'nobody',
] as const;
export type RowProblem = {
  /** The column's name; empty where the whole line is meant. */
  column: string;
  code: (typeof ROW_PROBLEMS)[number];
  value: string;
};

export type ImportPlan = {
  columns: readonly string[];
  mapping: readonly ImportTarget[];
  /** ISO country of numbers without one: `BR`. Empty: numbers must bring their country. */
  country: string;
  fields: readonly CustomField[];
};

/** @returns the contact, or every reason why the line cannot be taken: nothing of a bad line is. */
export function readImportRow(
  cells: readonly string[],
  plan: ImportPlan,
): { contact: ImportedContact } | { problems: RowProblem[] } {
  const contact = emptyContact();
  const problems: RowProblem[] = [];
  for (const [index, target] of plan.mapping.entries()) {
    const value = readCell(cells[index] ?? '')
      .replaceAll('\0', '')
      .trim();
    if (target === 'ignore' || value === '') continue;
    const code = take(contact, target, value, plan);
    if (code) problems.push({ column: plan.columns[index] ?? '', code, value: value.slice(0, 200) });
  }
  if (problems.length > 0) return { problems };
  const somebody = contact.name !== '' || contact.phones.length > 0 || contact.emails.length > 0;
  return somebody ? { contact } : { problems: [{ column: '', code: 'nobody', value: '' }] };
}

const emptyContact = (): ImportedContact => ({
  name: '',
  phones: [],
  emails: [],
  status: null,
  tags: [],
  segments: [],
  language: '',
  zone: '',
  externalId: '',
  optIn: null,
  score: null,
  temperature: null,
  notes: '',
  custom: {},
});

/** The longest that the contact's fields hold. */
const LONGEST = { name: 200, language: 20, zone: 60, externalId: 200, notes: 10_000 } as const;

function take(
  contact: ImportedContact,
  target: ImportTarget,
  value: string,
  { country, fields }: ImportPlan,
): RowProblem['code'] | null {
  switch (target) {
    case 'ignore':
      return null;
    case 'name':
    case 'language':
    case 'zone':
    case 'externalId':
    case 'notes': {
      const whole = contact[target] === '' ? value : `${contact[target]}${target === 'notes' ? '\n' : ' '}${value}`;
      if (whole.length > LONGEST[target]) return 'tooLong';
      contact[target] = whole;
      return null;
    }
    case 'phone': {
      const number = toE164(value, country);
      if (number) contact.phones.push(number);
      return number ? null : 'badPhone';
    }
    case 'email': {
      const address = z.email().max(320).safeParse(value);
      if (address.success) contact.emails.push(address.data);
      return address.success ? null : 'badEmail';
    }
    case 'status':
      contact.status = STATUS_WORDS[fold(value)] ?? null;
      return contact.status ? null : 'badStatus';
    case 'tags':
    case 'segments': {
      const words = value
        .split(/[,;|]/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
      if (words.some((word) => word.length > 60) || words.length > 50) return 'tooLong';
      contact[target] = [...new Set([...contact[target], ...words])];
      return null;
    }
    case 'optIn': {
      const answer = readCustomValue({ id: '', name: '', fieldKind: 'flag', options: [] }, value);
      contact.optIn = answer === null ? null : answer ? 'in' : 'out';
      return answer === null ? 'badAnswer' : null;
    }
    case 'score':
    case 'temperature': {
      const number = readCustomValue({ id: '', name: '', fieldKind: 'number', options: [] }, value);
      const fits = typeof number === 'number' && number >= 0 && number <= 100;
      if (fits) contact[target] = Math.round(number);
      return fits ? null : 'badNumber';
    }
    default: {
      const field = fields.find(({ id }) => target === `custom:${id}`);
      if (!field) return null;
      const read = readCustomValue(field, value);
      if (read !== null) contact.custom[field.id] = read;
      return read === null ? 'badValue' : null;
    }
  }
}

/** In the three languages of the product. */
const STATUS_WORDS: Record<string, ContactStatus> = {
  lead: 'lead',
  interessado: 'lead',
  interesado: 'lead',
  qualified: 'qualified',
  qualificado: 'qualified',
  calificado: 'qualified',
  customer: 'customer',
  cliente: 'customer',
  inactive: 'inactive',
  inativo: 'inactive',
  inactivo: 'inactive',
};

const HEADERS: [ImportTarget, RegExp][] = [
  ['phone', /^(tel|phone|mobile|fone|cel|whats|numero|movil)/],
  ['email', /^e-?mail|correo/],
  ['externalId', /external|codigo|prontuario|^id\b|matricula/],
  ['optIn', /opt-?in|consent|aceita|acepta|^(offers|ofertas)/],
  ['status', /^(status|estado|situacao)/],
  ['tags', /^(tags?|etiquetas?|labels?|categor)/],
  ['segments', /^segment/],
  ['language', /^(language|idioma|lingua)/],
  ['zone', /^(zone|time ?zone|fuso|zona)/],
  ['score', /^(score|pontuacao|puntaje)/],
  ['temperature', /^temperat/],
  ['notes', /^(notes?|notas?|obs|coment)/],
  ['name', /^(name|nome|nombre|first|last|full|sobrenome|apellido|contato|contacto|fn$)/],
];

/** What each column probably means, by its name; the company's own fields by theirs first. */
export function suggestMapping(columns: readonly string[], fields: readonly CustomField[]): ImportTarget[] {
  return columns.map((column): ImportTarget => {
    const word = fold(column).trim();
    const own = fields.find(({ name }) => fold(name) === word);
    if (own) return `custom:${own.id}`;
    return HEADERS.find(([, pattern]) => pattern.test(word))?.[0] ?? 'ignore';
  });
}
