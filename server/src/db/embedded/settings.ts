import type { Address } from './address.ts';
import { isSocket } from './address.ts';

/**
 * `durable`: what was committed survives a power cut. `throwaway`: for tests, where a crash of the machine may lose all.
 */
export type Durability = 'durable' | 'throwaway';

/** Settings for a small machine (2 cores, a few GB); the rest are PostgreSQL's own defaults. */
const COMMON = {
  max_connections: '100',
  // Short queries by the thousand: compiling them costs more than running them.
  jit: 'off',
  // The data lies on flash or in the page cache; the default 4 is for spinning discs and shuns indexes.
  random_page_cost: '1.1',
  // Lanes and the feed's inbox live by rows that die young; the default minute lets tens of thousands gather.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %a ',
  log_checkpoints: 'off',
  // Raised by the application's own refusals all day (40001, 23505); what it cannot handle it logs itself.
  log_min_error_statement: 'panic',
};

const BY_DURABILITY: Record<Durability, Record<string, string>> = {
  durable: {
    shared_buffers: '256MB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    max_wal_size: '2GB',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  },
  throwaway: {
    shared_buffers: '64MB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Cloning a template starts checkpoints by itself; no other is wanted during a run.
    checkpoint_timeout: '1h',
    max_wal_size: '4GB',
    max_connections: '300',
  },
};

/** The arguments of `postgres` for a cluster at `address`. */
export function serverArguments(cluster: string, address: Address, durability: Durability): string[] {
  const settings = {
    ...COMMON,
    ...BY_DURABILITY[durability],
    port: String(address.port),
    listen_addresses: isSocket(address) ? '' : address.host,
    unix_socket_directories: isSocket(address) ? address.host : '',
    unix_socket_permissions: '0700',
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
