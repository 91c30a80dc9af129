import { z } from 'zod';
import type { PartFault } from '../messages/partFaults.ts';
import type { MessageTemplate, TemplateButton } from './template.ts';

/** `{{1}}` or `{{first_name}}`. */
const PLACE = /\{\{\s*([^{}\s]+)\s*\}\}/g;
/** Source: Meta, template components: 1024 for the body with its values, 60 for a text header, 15 for a code. */
const FILLED_BODY_LIMIT = 1024;
const FILLED_HEADER_LIMIT = 60;
const CODE_LIMIT = 15;
const URL_LIMIT = 2000;

/** One value that a message brings. `index` is the button's, 0 elsewhere; `name` as the template writes it. */
export const templateParameter = z.object({
  in: z.enum(['header', 'body', 'button']),
  index: z.int().min(0).max(20),
  name: z.string().max(100),
  value: z.string(),
});
export type TemplateParameter = z.output<typeof templateParameter>;

export type TemplateVariable = Omit<TemplateParameter, 'value'> & { key: string };

/** Names a variable within its template: `body.1`, `button.0`. */
const keyOf = ({ in: where, index, name }: Omit<TemplateParameter, 'value'>): string =>
  where === 'button' ? `button.${index}` : `${where}.${name}`;

const variable = (where: TemplateParameter['in'], name: string, index = 0): TemplateVariable => ({
  in: where,
  index,
  name,
  key: keyOf({ in: where, index, name }),
});

/** What must be filled in, in the order in which it is read. */
export function variablesOf({ header, body, buttons }: MessageTemplate): TemplateVariable[] {
  const named = (text: string) => [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
  return [
    ...(header.type === 'text' ? named(header.text).map((name) => variable('header', name)) : []),
    ...named(body).map((name) => variable('body', name)),
    ...buttons.flatMap((button, index) =>
      button.type === 'code' || (button.type === 'url' && named(button.url).length > 0)
        ? [variable('button', '1', index)]
        : [],
    ),
  ];
}

export type FilledTemplate = {
  header: string;
  text: string;
  footer: string;
  buttons: { type: TemplateButton['type']; title: string; url: string }[];
};

/** The words that the contact reads. A place without a value stays as it is written, so that a preview shows it. */
export function fillTemplate(template: MessageTemplate, values: ReadonlyMap<string, string>): FilledTemplate {
  const filled = (text: string, where: 'header' | 'body') =>
    text.replace(PLACE, (whole, name: string) => values.get(`${where}.${name}`) || whole);
  return {
    header: template.header.type === 'text' ? filled(template.header.text, 'header') : '',
    text: filled(template.body, 'body'),
    footer: template.footer,
    buttons: template.buttons.map((button, index) => ({
      type: button.type,
      title: button.title,
      url: button.type === 'url' ? button.url.replace(PLACE, (whole) => values.get(`button.${index}`) || whole) : '',
    })),
  };
}

/** What keeps these values from going out with this template, by the variable's key. */
export function templateFaults(template: MessageTemplate, values: ReadonlyMap<string, string>): PartFault[] {
  const variables = variablesOf(template);
  const filled = fillTemplate(template, values);
  return [
    ...variables.flatMap(({ key }) =>
      (values.get(key) ?? '').trim() === ''
        ? [{ part: 'variable' as const, at: key, fault: 'missing' as const, limit: 0 }]
        : [],
    ),
    ...variables.flatMap(({ key, in: where, index }) => {
      const limit = template.buttons[index]?.type === 'code' ? CODE_LIMIT : URL_LIMIT;
      return where === 'button' && (values.get(key) ?? '').length > limit
        ? [{ part: 'variable' as const, at: key, fault: 'tooLong' as const, limit }]
        : [];
    }),
    ...over('header', filled.header, FILLED_HEADER_LIMIT),
    ...over('text', filled.text, FILLED_BODY_LIMIT),
  ];
}

const over = (part: 'header' | 'text', text: string, limit: number): PartFault[] =>
  text.length > limit ? [{ part, at: part, fault: 'tooLong', limit }] : [];

/** The values in the order in which the platform wants them. */
export const parametersOf = (template: MessageTemplate, values: ReadonlyMap<string, string>): TemplateParameter[] =>
  variablesOf(template).map(({ key, ...place }) => ({ ...place, value: values.get(key)?.trim() ?? '' }));

export const valuesOf = (parameters: readonly TemplateParameter[]): Map<string, string> =>
  new Map(parameters.map((parameter) => [keyOf(parameter), parameter.value]));
