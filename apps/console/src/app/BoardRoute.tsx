export { BoardScreen as BoardRoute } from '../board/index.ts';
