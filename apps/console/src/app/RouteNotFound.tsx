import { Link } from '@tanstack/react-router';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../design/EmptyState.tsx';

export function RouteNotFound() {
  const { t } = useTranslation('shell');
  return (
    <EmptyState icon={MapPinOff} title={t('notFound.title')} action={<Link to="/">{t('notFound.home')}</Link>}>
      {t('notFound.text')}
    </EmptyState>
  );
}
