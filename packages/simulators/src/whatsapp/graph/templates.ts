import { GraphError } from './errors.ts';

/** Message templates of the account: enough states to show each, all plainly made up. */
export type Template = {
  id: string;
  name: string;
  language: string;
  category: 'UTILITY' | 'MARKETING' | 'AUTHENTICATION';
  status: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  rejected_reason?: string;
  components: readonly TemplateComponent[];
};
type TemplateComponent = {
  type: string;
  format?: string;
  text?: string;
  buttons?: readonly { type: string; text: string; url?: string }[];
  example?: { header_text?: string[]; body_text?: string[][] };
};

export const DEMO_TEMPLATES: readonly Template[] = [
  {
    id: '300000000000001',
    name: 'lembrete_de_consulta',
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Lembrete' },
      {
        type: 'BODY',
        text: 'Olá, {{1}}! Sua consulta é {{2}} às {{3}}. Podemos confirmar?',
        example: { body_text: [['Contato de teste', 'quinta, 26/11', '10h']] },
      },
      { type: 'FOOTER', text: 'Mensagem de demonstração' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Confirmar' },
          { type: 'QUICK_REPLY', text: 'Remarcar' },
        ],
      },
    ],
  },
  {
    id: '300000000000002',
    name: 'retomar_conversa',
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'Olá, {{1}}! Podemos continuar de onde paramos?' }],
  },
  {
    id: '300000000000003',
    name: 'retomar_conversa',
    language: 'es',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: '¡Hola, {{1}}! ¿Seguimos donde quedamos?' }],
  },
  {
    id: '300000000000004',
    name: 'hello_world',
    language: 'en_US',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'Welcome and congratulations! This message shows that sending works.' }],
  },
  {
    id: '300000000000005',
    name: 'novidades_do_mes',
    language: 'pt_BR',
    category: 'MARKETING',
    status: 'PAUSED',
    components: [{ type: 'BODY', text: 'Novidades para você, {{1}}.' }],
  },
  {
    id: '300000000000006',
    name: 'oferta_relampago',
    language: 'pt_BR',
    category: 'MARKETING',
    status: 'REJECTED',
    rejected_reason: 'PROMOTIONAL',
    components: [{ type: 'BODY', text: 'Só hoje!' }],
  },
  {
    id: '300000000000007',
    name: 'como_chegar',
    language: 'pt_BR',
    category: 'UTILITY',
    status: 'APPROVED',
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      { type: 'BODY', text: 'Esta é a nossa fachada, {{1}}. Até já!' },
      { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Abrir o mapa', url: 'https://demo.local/mapa/{{1}}' }] },
    ],
  },
  {
    id: '300000000000008',
    name: 'campanha_de_prevencao',
    language: 'pt_BR',
    category: 'MARKETING',
    status: 'APPROVED',
    components: [{ type: 'BODY', text: 'Olá, {{1}}! Novembro é o mês da prevenção. Quer marcar um horário?' }],
  },
];

export type FilledTemplate = { template: Template; header: string; body: string; footer: string; buttons: string[] };

/**
 * The words that the person reads.
 * @throws GraphError 132001 unknown, 132015 paused, 132016 disabled, 132000 another number of variables.
 */
export function fillTemplate(templates: readonly Template[], content: Record<string, unknown>): FilledTemplate {
  const name = String(content.name);
  const code = String(Reflect.get(Object(content.language), 'code'));
  const template = templates.find((one) => one.name === name && one.language === code);
  if (!template || template.status === 'PENDING' || template.status === 'REJECTED') {
    throw new GraphError(132001, { details: `template name (${name}) does not exist in ${code}` });
  }
  if (template.status === 'PAUSED') throw new GraphError(132015);
  if (template.status === 'DISABLED') throw new GraphError(132016);
  const part = (type: string) => template.components.find((component) => component.type === type);
  const fill = (type: 'HEADER' | 'BODY') => {
    const values = valuesFor(content, type.toLowerCase());
    const format = part(type)?.format ?? 'TEXT';
    if (format === 'TEXT') return filled(part(type)?.text ?? '', values, type);
    if (values.length !== 1) throw new GraphError(132012, { details: `header: Format mismatch, expected ${format}` });
    return `[${format.toLowerCase()}]`;
  };
  const variable = (part('BUTTONS')?.buttons ?? []).findIndex(({ url }) => url?.includes('{{'));
  if (variable >= 0 && buttonValue(content, variable) === undefined) {
    throw new GraphError(131008, { details: `Button at index ${variable} of type Url requires a parameter` });
  }
  return {
    template,
    header: fill('HEADER'),
    body: fill('BODY'),
    footer: part('FOOTER')?.text ?? '',
    buttons: (part('BUTTONS')?.buttons ?? []).map((button) => button.text),
  };
}

function buttonValue(content: Record<string, unknown>, index: number): unknown {
  const components = Array.isArray(content.components) ? content.components : [];
  const button: unknown = components.find(
    (one) =>
      Reflect.get(Object(one), 'type') === 'button' && String(Reflect.get(Object(one), 'index')) === String(index),
  );
  const parameters: unknown = Reflect.get(Object(button), 'parameters');
  return Array.isArray(parameters) ? parameters[0] : undefined;
}

function valuesFor(content: Record<string, unknown>, type: string): string[] {
  const components = Array.isArray(content.components) ? content.components : [];
  const component: unknown = components.find((one) => String(Reflect.get(Object(one), 'type')).toLowerCase() === type);
  const parameters: unknown = Reflect.get(Object(component), 'parameters');
  if (!Array.isArray(parameters)) return [];
  return parameters.map((parameter) => String(Reflect.get(Object(parameter), 'text') ?? ''));
}

function filled(text: string, values: readonly string[], type: string): string {
  const places = text.match(/\{\{[^}]+\}\}/g) ?? [];
  if (places.length !== values.length) {
    throw new GraphError(132000, {
      details: `${type.toLowerCase()}: number of localizable_params (${values.length}) does not match the expected number of params (${places.length})`,
    });
  }
  return places.reduce((whole, place, index) => whole.replace(place, values[index] ?? ''), text);
}
