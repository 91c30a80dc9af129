export { NewestNotices } from './NewestNotices.tsx';
export { NoticesButton } from './NoticesButton.tsx';
