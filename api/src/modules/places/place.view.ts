import type { PlaceView, placeDetail } from '@gongzhi/shared/places/schema';
import type { z } from 'zod';
import { brief, childrenOf, type IndexedPlace, pathOf } from './place-index';

export function placeView(place: IndexedPlace): PlaceView {
  return {
    ...brief(place),
    path: pathOf(place).map(brief),
    centre: place.centre,
    demo: place.demo,
    hasChildren: childrenOf(place.id).length > 0,
  };
}

export const placeDetailView = (place: IndexedPlace): z.output<typeof placeDetail> => ({
  ...placeView(place),
  geometry: place.geometry,
});
