/**
 * What people write to a clinic, and what it answers: the demo's conversations are made of these. Nobody in them exists.
 * Portuguese and a little Spanish, as a clinic near a border would see it.
 */
import type { MessageContent } from '@balcao/domain';
import type { samples } from '@balcao/simulators';

/** The simulators' files: one small real one of each kind. */
export type SampleKind = keyof typeof samples;

/** A file is named by what it is; which bytes those are is the seeding's business. */
type WithSample = { sample: SampleKind; caption?: string; fileName?: string };
export type Line =
  | { by: 'contact'; text: string }
  | { by: 'desk'; text: string }
  | { by: 'note'; text: string }
  | { by: 'contact' | 'desk'; file: WithSample }
  | { by: 'contact' | 'desk'; content: Exclude<MessageContent, { media: unknown }> };

export type Dialogue = {
  subject: string;
  queue: 'reception' | 'finance';
  tags: readonly DemoTag[];
  language: 'pt-BR' | 'es';
  lines: readonly Line[];
};

export const DEMO_TAGS = {
  firstVisit: { name: 'Primeira consulta', color: 'blue' },
  return: { name: 'Retorno', color: 'green' },
  insurance: { name: 'Convênio', color: 'purple' },
  exam: { name: 'Exame', color: 'teal' },
  urgent: { name: 'Urgente', color: 'red' },
  payment: { name: 'Pagamento', color: 'orange' },
} as const;
export type DemoTag = keyof typeof DEMO_TAGS;

const contact = (text: string): Line => ({ by: 'contact', text });
const desk = (text: string): Line => ({ by: 'desk', text });
const note = (text: string): Line => ({ by: 'note', text });
const sends = (sample: SampleKind, more: Omit<WithSample, 'sample'> = {}): Line => ({
  by: 'contact',
  file: { sample, ...more },
});

export const DIALOGUES: readonly Dialogue[] = [
  {
    subject: 'Marcar consulta',
    queue: 'reception',
    tags: ['firstVisit'],
    language: 'pt-BR',
    lines: [
      contact('Bom dia! Gostaria de marcar uma consulta com a dermatologia.'),
      desk('Bom dia! Claro, ajudo sim. Prefere manhã ou tarde?'),
      contact('De manhã, se possível na quinta'),
      {
        by: 'desk',
        content: {
          kind: 'buttons',
          text: 'Na quinta temos 9h20 e 10h40. Qual fica melhor?',
          header: '',
          footer: '',
          buttons: [
            { id: 'slot-0920', title: '9h20' },
            { id: 'slot-1040', title: '10h40' },
          ],
        },
      },
      {
        by: 'contact',
        content: { kind: 'interactive', answer: { type: 'button', id: 'slot-0920', title: '9h20', description: '' } },
      },
      desk('Combinado: quinta, 9h20. Chegue 15 minutos antes, com documento e carteirinha.'),
      contact('Perfeito, obrigada! 😊'),
    ],
  },
  {
    subject: 'Remarcar consulta',
    queue: 'reception',
    tags: ['return'],
    language: 'pt-BR',
    lines: [
      contact('Olá, preciso remarcar minha consulta de amanhã'),
      contact('Surgiu um imprevisto no trabalho'),
      desk('Sem problema. Tenho sexta às 14h ou segunda às 8h30.'),
      contact('Segunda 8h30'),
      desk('Remarcado para segunda, 8h30. Enviaremos um lembrete na véspera.'),
      contact('👍'),
    ],
  },
  {
    subject: 'Resultado de exame',
    queue: 'reception',
    tags: ['exam'],
    language: 'pt-BR',
    lines: [
      contact('Boa tarde, o resultado do meu exame de sangue já saiu?'),
      desk('Boa tarde! Pode me enviar o número do protocolo?'),
      sends('image', { caption: 'Está nesta foto' }),
      note('Protocolo confirmado no sistema do laboratório.'),
      desk('Obrigada! Já está liberado, segue em anexo.'),
      { by: 'desk', file: { sample: 'document', fileName: 'resultado-de-exame.pdf' } },
      contact('Recebido. Preciso voltar com o médico?'),
      desk('O retorno é sem custo em até 30 dias. Quer que eu deixe agendado?'),
      contact('Quero sim, por favor'),
    ],
  },
  {
    subject: 'Convênio',
    queue: 'finance',
    tags: ['insurance'],
    language: 'pt-BR',
    lines: [
      contact('Vocês atendem o meu convênio?'),
      desk('Qual é o plano e a cidade da carteirinha?'),
      sends('document', { fileName: 'carteirinha.pdf', caption: 'Segue a carteirinha' }),
      desk('Atendemos esse plano para consulta. Para exames é preciso autorização prévia.'),
      contact('E quanto tempo demora a autorização?'),
      desk('Em geral dois dias úteis. Podemos pedir por aqui mesmo.'),
    ],
  },
  {
    subject: 'Como chegar',
    queue: 'reception',
    tags: [],
    language: 'pt-BR',
    lines: [
      contact('Oi! Estou a caminho mas não achei a entrada'),
      {
        by: 'contact',
        content: {
          kind: 'location',
          latitude: -23.5614,
          longitude: -46.6559,
          name: 'Avenida Paulista',
          address: 'São Paulo, SP',
        },
      },
      desk('Você está pertinho! A entrada é pela rua lateral, portão azul.'),
      contact('Achei, subindo'),
    ],
  },
  {
    subject: 'Áudio sobre sintomas',
    queue: 'reception',
    tags: ['urgent'],
    language: 'pt-BR',
    lines: [
      contact('Estou com dor de garganta há três dias, consigo um encaixe hoje?'),
      sends('voice'),
      note('Pediu encaixe; avisei a enfermagem.'),
      desk('Consigo às 16h50. Se tiver febre alta ou falta de ar, procure o pronto-socorro.'),
      contact('16h50 está ótimo'),
    ],
  },
  {
    subject: 'Segunda via do boleto',
    queue: 'finance',
    tags: ['payment'],
    language: 'pt-BR',
    lines: [
      contact('Boa tarde, perdi o boleto da consulta do mês passado'),
      desk('Boa tarde! Envio a segunda via agora.'),
      { by: 'desk', file: { sample: 'document', fileName: 'segunda-via.pdf' } },
      contact('Dá para pagar por pix?'),
      desk('Dá sim: a chave está no próprio boleto. O comprovante pode ser enviado por aqui.'),
      sends('image', { caption: 'Comprovante' }),
      desk('Recebido, obrigado!'),
    ],
  },
  {
    subject: 'Nota fiscal',
    queue: 'finance',
    tags: ['payment'],
    language: 'pt-BR',
    lines: [
      contact('Preciso da nota fiscal para o reembolso'),
      desk('Qual foi a data do atendimento?'),
      contact('Dia 12'),
      note('Emitir com o CPF do titular.'),
      desk('A nota chega por e-mail até amanhã.'),
    ],
  },
  {
    subject: 'Consulta en español',
    queue: 'reception',
    tags: ['firstVisit'],
    language: 'es',
    lines: [
      contact('Hola, buenas tardes. ¿Atienden a pacientes de Uruguay?'),
      {
        by: 'desk',
        content: {
          kind: 'list',
          text: '¡Hola! Sí, atendemos. ¿Qué especialidad necesita?',
          header: '',
          footer: '',
          button: 'Especialidades',
          sections: [
            {
              title: '',
              rows: [
                { id: 'traumatology', title: 'Traumatología', description: 'Huesos y articulaciones' },
                { id: 'pediatrics', title: 'Pediatría', description: 'Hasta los 15 años' },
                { id: 'cardiology', title: 'Cardiología', description: '' },
              ],
            },
          ],
        },
      },
      {
        by: 'contact',
        content: {
          kind: 'interactive',
          answer: { type: 'list', id: 'traumatology', title: 'Traumatología', description: 'Huesos y articulaciones' },
        },
      },
      contact('Es por un dolor en la rodilla'),
      sends('video', { caption: 'Así camino desde el lunes' }),
      desk('Gracias por el video. Tenemos turno el miércoles a las 11:00, ¿le sirve?'),
      contact('Sí, perfecto. ¿Se puede pagar con tarjeta?'),
      desk('Sí, con tarjeta o transferencia.'),
    ],
  },
  {
    subject: 'Turno para un niño',
    queue: 'reception',
    tags: [],
    language: 'es',
    lines: [
      contact('Buen día, quería un turno con pediatría'),
      desk('Buen día. ¿Qué edad tiene el niño?'),
      contact('Cuatro años'),
      desk('Mañana a las 9:40 hay lugar.'),
      contact('¡Gracias! Ahí estaremos'),
    ],
  },
  {
    subject: 'Indicação de um conhecido',
    queue: 'reception',
    tags: ['firstVisit'],
    language: 'pt-BR',
    lines: [
      contact('Um conhecido também quer marcar, posso passar o contato?'),
      {
        by: 'contact',
        content: {
          kind: 'contacts',
          contacts: [
            { name: 'Contato de teste 99', phones: [{ phone: '+5511900000099', label: 'celular' }], emails: [] },
          ],
        },
      },
      desk('Pode sim, obrigada! Entraremos em contato.'),
      sends('sticker'),
    ],
  },
  {
    subject: 'Preparo para exame',
    queue: 'reception',
    tags: ['exam'],
    language: 'pt-BR',
    lines: [
      contact('Para o ultrassom de amanhã precisa de jejum?'),
      desk('Sim, 6 horas de jejum e bexiga cheia: beba quatro copos de água uma hora antes.'),
      contact('E posso tomar meu remédio da pressão?'),
      desk('Pode tomar com um gole de água.'),
      contact('Ok, obrigado'),
      {
        by: 'desk',
        content: {
          kind: 'template',
          templateId: 'demo',
          name: 'lembrete_exame',
          language: 'pt_BR',
          category: 'utility',
          header: { type: 'none' },
          text: 'Lembrete: seu ultrassom é amanhã às 9h. Traga documento e carteirinha.',
          footer: 'Clínica de demonstração',
          buttons: [],
          parameters: [],
        },
      },
    ],
  },
  {
    subject: 'Horário de funcionamento',
    queue: 'reception',
    tags: [],
    language: 'pt-BR',
    lines: [
      contact('Vocês abrem no sábado?'),
      desk('Abrimos das 8h às 12h. Quer marcar um horário?'),
      contact('Por enquanto não, obrigado'),
    ],
  },
  {
    subject: 'Receita vencida',
    queue: 'reception',
    tags: ['return'],
    language: 'pt-BR',
    lines: [
      contact('Minha receita venceu ontem, dá para renovar sem consulta?'),
      { by: 'contact', content: { kind: 'unsupported', platformKind: 'poll', reason: '' } },
      note('A médica pediu retorno antes de renovar.'),
      desk('A médica pede um retorno rápido antes. Há horário por vídeo amanhã às 18h.'),
      contact('Fechado'),
    ],
  },
  {
    subject: 'Sem resposta ainda',
    queue: 'reception',
    tags: [],
    language: 'pt-BR',
    lines: [contact('Oi, tudo bem?'), contact('Qual o valor da consulta particular com cardiologista?')],
  },
  {
    subject: 'Cobrança em dobro',
    queue: 'finance',
    tags: ['payment', 'urgent'],
    language: 'pt-BR',
    lines: [
      contact('Fui cobrado duas vezes no cartão!!'),
      sends('image', { caption: 'Olha o extrato' }),
      contact('Preciso resolver isso hoje'),
    ],
  },
];

/** Small talk that fills the one long conversation, so that a thread of many days can be scrolled. */
export const LONG_DIALOGUE: Dialogue = {
  subject: 'Acompanhamento de tratamento',
  queue: 'reception',
  tags: ['return', 'exam'],
  language: 'pt-BR',
  lines: Array.from({ length: 24 }, (_line, week): Line[] => [
    contact(`Sessão ${week + 1}: hoje acordei melhor, a dor diminuiu bastante.`),
    desk('Que boa notícia! Continue com os exercícios e anote qualquer desconforto.'),
    contact('Posso aumentar a carga na próxima semana?'),
    desk('Só depois da avaliação. Deixo a próxima sessão confirmada no mesmo horário.'),
    contact('Combinado, até lá!'),
  ]).flat(),
};
