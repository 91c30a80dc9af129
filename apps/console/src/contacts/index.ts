export { ContactPanel } from './ContactPanel.tsx';
export { TagPicker } from './TagPicker.tsx';
