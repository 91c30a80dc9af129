import { useParams } from '@tanstack/react-router';
import { SettingsScreen } from '../settings/index.ts';

export function SettingsRoute() {
  const { section } = useParams({ from: '/desk/settings/{-$section}' });
  return <SettingsScreen section={section} />;
}
