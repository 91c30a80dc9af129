export { PeopleSettings } from './PeopleSettings.tsx';
