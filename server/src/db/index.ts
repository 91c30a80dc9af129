export { type Database, type DatabaseOptions, openDatabase, type ServerChoice, type SharedTables } from './database.ts';
export { APPLICATION_NAME } from './embedded/probe.ts';
export { codeOf } from './failures.ts';
export type { Log } from './log.ts';
export { inSavepoint } from './savepoint.ts';
export { afterCommit, databaseOf, type InCompanyOptions, inCompany, type Trx } from './transaction.ts';
export type { DB } from './types.generated.ts';
