import { testReceiver } from '../../server/src/webhooks/testReceiver.ts';
import { desk } from '../desk.ts';
import { expect, PASSWORD, test } from '../fixtures.ts';

const DAY_S = 86_400;

test('INB-27 what the owner answers on the phone stands in the thread and is work for nobody; the past comes in without a sound', async ({
  page,
  request,
  stack,
  phone,
  signIn,
}) => {
  await using receiver = await testReceiver();
  const signedIn = await request.post(`${stack.url}/api/auth/sign-in`, {
    data: { email: 'admin@demo.local', password: PASSWORD },
  });
  const headers = { authorization: `Bearer ${(await signedIn.json()).accessToken}` };
  const events = ['message.received', 'message.sent', 'conversation.opened'];
  const made = await request.post(`${stack.url}/central-atendimento/webhooks/`, {
    headers,
    data: { url: receiver.url, events },
  });
  expect(made.ok(), await made.text()).toBe(true);
  await signIn(page, 'attendant@demo.local');
  const at = desk(page);
  await at.showAll();
  const row = at.row('Contato e2e celular');
  const unread = row.getByRole('img', { name: /não lida/ });

  await stack.customerWrites(phone, 'Tem horário hoje?', 'Contato e2e celular');
  await expect(row.getByRole('img', { name: '1 não lida' })).toBeVisible();
  await stack.simulate('whatsapp/echo', { to: phone, text: 'Tenho às cinco, respondi do balcão' });
  await expect(row).toContainText('Tenho às cinco, respondi do balcão');
  await expect(row.getByRole('img', { name: '1 não lida' })).toBeVisible();
  await at.open('Contato e2e celular');
  await expect(at.bubble('Tenho às cinco')).toContainText('do celular');
  await expect(unread).toHaveCount(0);

  const stranger = phone.replace(/^55119/, '55118');
  const told = receiver.received.length;
  await stack.simulate('whatsapp/history', {
    threads: [
      { with: phone, messages: [{ from: 'person', text: 'Pergunta de ontem', secondsAgo: DAY_S }] },
      {
        with: stranger,
        messages: [
          { from: 'person', text: 'Pergunta do mês passado', secondsAgo: 30 * DAY_S },
          { from: 'business', text: 'Resposta do mês passado', secondsAgo: 30 * DAY_S - 60 },
        ],
      },
    ],
  });
  await expect(at.bubble('Pergunta de ontem')).toContainText('histórico importado');
  await expect(row).toContainText('Tenho às cinco');
  await expect(unread).toHaveCount(0);

  const imported = () =>
    stack.sql<{ status: string; inbound: number; tickets: number; notices: number }>(
      `select c.status, c.inbound_count::int as inbound, (select count(*)::int from ticket t where t.conversation_id = c.id) as tickets,
        (select count(*)::int from notice n where n.notice::text like '%' || c.id || '%') as notices
        from conversation c join contact on contact.id = c.contact_id where contact.phone like $1`,
      [`%${stranger.slice(-9)}`],
    );
  await expect.poll(imported).toEqual([{ status: 'closed', inbound: 0, tickets: 0, notices: 0 }]);
  // What comes after it shows that nothing of it is still on its way to the receiver.
  await stack.customerWrites(phone, 'Até as cinco', 'Contato e2e celular');
  const texts = () => receiver.received.slice(told).map(({ body }) => JSON.parse(body).data.text);
  await expect.poll(texts).toEqual(['Até as cinco']);
  const { id } = await made.json();
  await request.delete(`${stack.url}/central-atendimento/webhooks/${id}/`, { headers });
});
