export { BoardScreen } from './BoardScreen.tsx';
export { shareInWords, timeOrNone } from './durations.ts';
