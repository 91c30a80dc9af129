export { type ChosenFile, lookAt } from './chosenFile.ts';
export { useSentBytes, useTransfers, useUploads } from './context.ts';
export { UploadsProvider } from './UploadsProvider.tsx';
export { useStoreFile } from './useStoreFile.ts';
