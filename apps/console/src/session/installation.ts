import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/index.ts';

/** What the sign-in screen may say about this server; `undefined` until, and unless, it answers. */
export function useInstallation() {
  const api = useApi();
  const { data } = useQuery({ queryKey: ['installation'], queryFn: () => api.installation.about.query(), retry: 2 });
  return data;
}
