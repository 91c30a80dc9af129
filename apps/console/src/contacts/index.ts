export { ContactPanel } from './ContactPanel.tsx';
export { ContactsScreen } from './ContactsScreen.tsx';
export { InlineChoice } from './InlineChoice.tsx';
export { TagPicker } from './TagPicker.tsx';
