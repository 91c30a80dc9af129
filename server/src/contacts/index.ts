export { type Identity, isPhoneLike, matchKeyOf, type Person } from './person.ts';
