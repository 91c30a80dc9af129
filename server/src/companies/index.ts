export { createCompany } from './createCompany.ts';
export { installationIsEmpty } from './store.ts';
