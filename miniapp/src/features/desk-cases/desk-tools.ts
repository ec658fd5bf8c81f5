import type { LngLat } from '@gongzhi/shared/fields';
import type { IssueCard } from '@gongzhi/shared/issues/schema';
import type { Catalogue } from '@gongzhi/shared/standards/catalogue';
import { type ComponentType, createContext, useContext } from 'react';
import type { MapPin, MapProps } from '../../platform/map.types';

/** What the desk borrows from the features of places and standards. The page hands it in: features do not import each other. */
export interface DeskTools {
  /** null until it is loaded. */
  catalogue: Catalogue | null;
  /** Cases as pins of a map. */
  pinsOf: (issues: readonly IssueCard[], now: Date) => MapPin[];
  DistrictMap: ComponentType<Omit<MapProps, 'baseMap' | 'tiles' | 'centre'> & { centre?: LngLat | null }>;
}

const Tools = createContext<DeskTools | null>(null);
export const DeskToolsProvider = Tools.Provider;

export function useDeskTools(): DeskTools {
  const tools = useContext(Tools);
  if (!tools) throw new Error('the desk page provides its tools');
  return tools;
}
