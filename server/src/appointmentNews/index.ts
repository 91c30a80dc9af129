export { newsLane } from './newsLane.ts';
export { tellingsRouter } from './router.ts';
export { type Hearer, newsInWords, sayTo, type TellingGround } from './tellContactOf.ts';
