export { CalendarScreen } from './CalendarScreen.tsx';
export { ContactAgenda } from './contact/ContactAgenda.tsx';
export { BlocksSettings } from './setUp/BlocksSettings.tsx';
export { PlacesSettings } from './setUp/PlacesSettings.tsx';
export { ResourcesSettings } from './setUp/ResourcesSettings.tsx';
export { TypesSettings } from './setUp/TypesSettings.tsx';
