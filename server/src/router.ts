/** Every command of the server, by feature. The console imports the type only. */
import { analyticsRouter } from './analytics/router.ts';
import { tellingsRouter } from './appointmentNews/index.ts';
import { authRouter } from './auth/router.ts';
import { availabilityRouter } from './availability/router.ts';
import { bookingRouter } from './booking/index.ts';
import { bookingPageRouter } from './bookingPage/index.ts';
import { catalogRouter } from './catalog/router.ts';
import { channelsRouter } from './channels/router.ts';
import { webhookErrorsRouter } from './channels/webhookErrorsRouter.ts';
import { whatsappRouter } from './channels/whatsappRouter.ts';
import { companyRouter } from './companies/router.ts';
import { contactsRouter } from './contacts/router.ts';
import { deliveriesRouter } from './conversations/deliveriesRouter.ts';
import { conversationsRouter } from './conversations/router.ts';
import { costsRouter } from './costs/router.ts';
import { installationRouter } from './demo/router.ts';
import { funnelRouter } from './funnel/router.ts';
import { icalendarRouter } from './icalendar/router.ts';
import { macrosRouter } from './macros/router.ts';
import { mediaRouter } from './media/router.ts';
import { queuesRouter } from './queues/router.ts';
import { ticketsRouter } from './queues/ticketsRouter.ts';
import { quickRepliesRouter } from './quickReplies/router.ts';
import { scheduledRouter } from './scheduled/index.ts';
import { searchRouter } from './search/router.ts';
import { router } from './trpc.ts';
import { usersRouter } from './users/router.ts';
import { waitingRouter } from './waitingList/index.ts';
import { webhooksRouter } from './webhooks/router.ts';

export const appRouter = router({
  analytics: analyticsRouter,
  auth: authRouter,
  availability: availabilityRouter,
  booking: bookingRouter,
  bookingPage: bookingPageRouter,
  catalog: catalogRouter,
  channels: channelsRouter,
  whatsapp: whatsappRouter,
  company: companyRouter,
  contacts: contactsRouter,
  conversations: conversationsRouter,
  costs: costsRouter,
  deliveries: deliveriesRouter,
  funnel: funnelRouter,
  icalendar: icalendarRouter,
  installation: installationRouter,
  macros: macrosRouter,
  media: mediaRouter,
  queues: queuesRouter,
  quickReplies: quickRepliesRouter,
  scheduled: scheduledRouter,
  search: searchRouter,
  tellings: tellingsRouter,
  tickets: ticketsRouter,
  users: usersRouter,
  waiting: waitingRouter,
  webhookErrors: webhookErrorsRouter,
  webhooks: webhooksRouter,
});
export type AppRouter = typeof appRouter;
