export { Shell } from './Shell.tsx';
export { useNavigation } from './useNavigation.ts';
