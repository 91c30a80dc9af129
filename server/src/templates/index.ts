export {
  keepTemplates,
  type ListedTemplate,
  noteTemplatesAsked,
  type StoredTemplate,
  templateOf,
  templatesOf,
} from './store.ts';
