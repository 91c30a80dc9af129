export { PlaceFields } from './PlaceFields.tsx';
export { draftOf, NO_PLACE, type PlaceDraft, placeOf } from './placeDraft.ts';
