/** Which cases are looked for, in the list and on the map alike. */
export interface NearbyFilter {
  group: 'open' | 'closed';
  groupCode?: string;
}

export type NearbyView = 'list' | 'map';
