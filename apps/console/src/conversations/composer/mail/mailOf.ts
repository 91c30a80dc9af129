import { answeredTo, copiesOf, type MailHead, type MessageContent } from '@balcao/domain';

type Mail = Extract<MessageContent, { kind: 'email' }>;

/** A mail as it is written here; the server says from whom and to whom, and what an empty subject becomes. */
export function mailOf({ text, head, answered }: { text: string; head: MailHead; answered: Mail | null }): Mail {
  const { cc, bcc } = copiesOf(head);
  return {
    kind: 'email',
    subject: head.subject.trim(),
    from: { address: '', name: '' },
    to: answered ? [answeredTo(answered)] : [],
    cc: cc.map(asAddress),
    bcc: bcc.map(asAddress),
    replyTo: null,
    text,
    html: '',
    quoted: '',
    files: [],
    automatic: null,
    isCut: false,
  };
}

const asAddress = (address: string) => ({ address, name: '' });
