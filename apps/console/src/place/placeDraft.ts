import { type Coordinates, parseCoordinates } from '@balcao/domain';

/** A place while it is being typed; where it lies is one text, as maps give it. */
export type PlaceDraft = { name: string; address: string; where: string };

export const NO_PLACE: PlaceDraft = { name: '', address: '', where: '' };

export const draftOf = (place: { name: string; address: string } & Coordinates): PlaceDraft => ({
  name: place.name,
  address: place.address,
  where: `${place.latitude}, ${place.longitude}`,
});

/** @returns `null` while nobody could find it. */
export function placeOf({ name, address, where }: PlaceDraft) {
  const coordinates = parseCoordinates(where);
  return coordinates && { name: name.trim(), address: address.trim(), ...coordinates };
}
