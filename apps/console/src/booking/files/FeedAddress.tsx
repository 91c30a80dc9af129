import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../../api/index.ts';
import { Button } from '../../design/Button.tsx';
import { TextField } from '../../design/TextField.tsx';
import { Time } from '../../design/Time.tsx';
import { toast } from '../../design/toastStore.ts';
import { serverAddress } from '../../desktop/index.ts';
import calendar from '../CalendarScreen.module.css';
import styles from './files.module.css';
import { useExport } from './useExport.ts';

const KEY = ['booking', 'feeds'];
/** What a file of one calendar holds, before today and after. */
const EXPORTED_MS = 366 * 86_400_000;

/** A resource's private address for calendar programs: made, copied, and ended here. */
export function FeedAddress({ resourceId }: { resourceId: string }) {
  const { t } = useTranslation('booking');
  const api = useApi();
  const tell = useTellFailure();
  const exporting = useExport();
  const save = () => {
    const now = Date.now();
    void exporting.ofRange({ from: now - EXPORTED_MS, to: now + EXPORTED_MS }, resourceId);
  };
  const queries = useQueryClient();
  const [server, setServer] = useState(location.origin);
  useEffect(() => {
    void serverAddress().then((address) => setServer(address ?? location.origin));
  }, []);
  const { data } = useQuery({ queryKey: KEY, queryFn: () => api.icalendar.feeds.query({}), retry: false });
  const settled = { onError: tell, onSettled: () => void queries.invalidateQueries({ queryKey: KEY }) };
  const make = useMutation({ mutationFn: () => api.icalendar.makeFeed.mutate({ resourceId }), ...settled });
  const revoke = useMutation({ mutationFn: () => api.icalendar.revokeFeed.mutate({ resourceId }), ...settled });
  const feed = data?.items.find((each) => each.resourceId === resourceId);
  const address = feed ? `${server}${feed.path}`.replace(/^https?:/, 'webcal:') : '';
  const copy = () =>
    void navigator.clipboard.writeText(address).then(() => toast({ tone: 'good', title: t('feed.copied') }));
  return (
    <fieldset className={calendar.set}>
      <legend className={calendar.legend}>{t('feed.title')}</legend>
      <p className={calendar.small}>{t('feed.hint')}</p>
      {feed ? (
        <div className={styles.address}>
          <TextField
            readOnly
            label={t('feed.address')}
            value={address}
            onFocus={(event) => event.currentTarget.select()}
          />
          <p className={calendar.small}>
            {feed.lastReadAt ? (
              <>
                {t('feed.lastRead')} <Time at={Date.parse(feed.lastReadAt)} />
              </>
            ) : (
              t('feed.neverRead')
            )}
          </p>
          <div className={calendar.state}>
            <Button onClick={copy}>{t('feed.copy')}</Button>
            <Button busy={make.isPending} onClick={() => make.mutate()}>
              {t('feed.renew')}
            </Button>
            <Button variant="danger" busy={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('feed.revoke')}
            </Button>
            <Button icon={FileDown} onClick={save}>
              {t('file.exportOne')}
            </Button>
          </div>
        </div>
      ) : (
        <div className={calendar.state}>
          <Button busy={make.isPending} disabled={!data} onClick={() => make.mutate()}>
            {t('feed.make')}
          </Button>
          <Button icon={FileDown} onClick={save}>
            {t('file.exportOne')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
