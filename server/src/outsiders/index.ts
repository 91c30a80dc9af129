export { createOutsiders, type Outsiders } from './lines.ts';
