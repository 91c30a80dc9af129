export { ContactPanel } from './ContactPanel.tsx';
export { ContactsScreen } from './ContactsScreen.tsx';
export { TagPicker } from './TagPicker.tsx';
