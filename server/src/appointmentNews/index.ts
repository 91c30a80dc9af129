export { newsLane } from './newsLane.ts';
export { tellingsRouter } from './router.ts';
export { type Hearer, sayTo, type TellingGround } from './tellContactOf.ts';
